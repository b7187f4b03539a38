"""Reads of rectification cases; Khối sees its own, a house those it was told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations.queries import list_organizations
from portal.rectification.models import RectificationCase, RectificationEntry
from portal.rectification.states import CaseState, EntryKind, due_of, state_of

if TYPE_CHECKING:
    from uuid import UUID

MOST_SHOWN = 300
CLOSED_HOUSE = "đơn vị đã giải thể"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, its house in words, and what both sides wrote, the first first."""

    case: RectificationCase
    house: str
    entries: tuple[RectificationEntry, ...]

    @property
    def plan(self) -> RectificationEntry | None:
        """Return the latest plan of the house."""
        plans = [entry for entry in self.entries if entry.kind is EntryKind.PLAN]
        return plans[-1] if plans else None

    @property
    def state(self) -> CaseState:
        """Return where the case is."""
        return state_of(
            is_told=self.case.to_tenant_id is not None,
            has_plan=self.plan is not None,
            is_closed=self.case.closed_on is not None,
        )

    @property
    def due_on(self) -> date | None:
        """Return by when something is wanted of the house."""
        mended_by = self.plan.mended_by if self.plan else None
        return due_of(self.state, plan_due=self.case.plan_due, mended_by=mended_by)

    @property
    def is_late(self) -> bool:
        """Tell whether that day has passed."""
        return self.due_on is not None and self.due_on < clock.today()


def list_cases() -> list[CaseRow]:
    """Return the cases the actor's house opened or was told of, open and new ones first."""
    house = current_actor().tenant_id
    statement = (
        select(RectificationCase)
        .where(or_(RectificationCase.tenant_id == house, RectificationCase.to_tenant_id == house))
        .order_by(RectificationCase.closed_on.is_not(None), RectificationCase.opened_on.desc())
        .limit(MOST_SHOWN)
    )
    cases = list(db.session.scalars(statement))
    if not cases:
        return []
    entries: dict[UUID, tuple[RectificationEntry, ...]] = {}
    for entry in db.session.scalars(select(RectificationEntry).order_by(RectificationEntry.written_at)):
        entries[entry.case_id] = (*entries.get(entry.case_id, ()), entry)
    names = _names() if any(case.house_id != house for case in cases) else {}
    return [CaseRow(case, names.get(case.house_id, CLOSED_HOUSE), entries.get(case.id, ())) for case in cases]


def get_case(case_id: UUID) -> CaseRow:
    """Return one case; NotFound when the actor's house neither opened it nor was told of it."""
    case = get_row(RectificationCase, case_id)
    if current_actor().tenant_id not in {case.tenant_id, case.to_tenant_id}:
        raise NotFound
    entries = db.session.scalars(
        select(RectificationEntry)
        .where(RectificationEntry.case_id == case.id)
        .order_by(RectificationEntry.written_at)
    )
    return CaseRow(case, _names().get(case.house_id, CLOSED_HOUSE), tuple(entries))


def find_open_case(*, early_warning_id: UUID | None, check_up_id: UUID | None) -> UUID | None:
    """Return the open case of a warning or a check-up; None when there is none or no such trigger."""
    if early_warning_id is None and check_up_id is None:
        return None
    statement = select(RectificationCase.id).where(
        RectificationCase.early_warning_id == early_warning_id
        if early_warning_id
        else RectificationCase.check_up_id == check_up_id,
        RectificationCase.closed_on.is_(None),
    )
    return db.session.scalar(statement.limit(1))


def _names() -> dict[UUID, str]:
    return {row.id: f"{row.code} · {row.name}" for row in list_organizations()}
