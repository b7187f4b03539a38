"""Reads about check-ups; Khối sees its own, a house those about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.organizations import queries as organizations
from portal.plans.models import CheckUp, CheckUpReport
from portal.plans.planning import CheckUpState, check_up_state

if TYPE_CHECKING:
    from uuid import UUID

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class CheckUpRow:
    """A check-up, the house it is about, and the reports that came after it, the newest first."""

    check_up: CheckUp
    house: str
    reports: list[CheckUpReport]
    is_of_actor: bool

    @property
    def state(self) -> CheckUpState:
        """Return where the check-up is."""
        return check_up_state(
            is_held=self.check_up.held_on is not None,
            has_remedy=bool(self.check_up.remedy),
            is_reported=bool(self.reports),
            is_closed=self.check_up.closed_on is not None,
        )


def list_check_ups() -> list[CheckUpRow]:
    """Return the check-ups the actor may see: open ones first, then by day."""
    statement = select(CheckUp).order_by(CheckUp.closed_on.is_not(None), CheckUp.planned_on.desc())
    check_ups = list(db.session.scalars(statement.limit(MOST_SHOWN)))
    if not check_ups:
        return []
    names = {row.id: f"{row.code} · {row.name}" for row in organizations.list_organizations()}
    reports: dict[UUID, list[CheckUpReport]] = {}
    asked = select(CheckUpReport).where(CheckUpReport.check_up_id.in_({row.id for row in check_ups}))
    for report in db.session.scalars(asked.order_by(CheckUpReport.reported_at.desc())):
        reports.setdefault(report.check_up_id, []).append(report)
    return [_row(check_up, names, reports.get(check_up.id, [])) for check_up in check_ups]


def get_check_up(check_up_id: UUID) -> CheckUpRow:
    """Return one check-up with its reports; NotFound when it is not the actor's to see."""
    check_up = get_row(CheckUp, check_up_id)
    statement = (
        select(CheckUpReport)
        .where(CheckUpReport.check_up_id == check_up.id)
        .order_by(CheckUpReport.reported_at.desc())
    )
    names = {row.id: f"{row.code} · {row.name}" for row in organizations.list_organizations()}
    return _row(check_up, names, list(db.session.scalars(statement)))


def _row(check_up: CheckUp, names: dict[UUID, str], reports: list[CheckUpReport]) -> CheckUpRow:
    house = names.get(check_up.to_tenant_id, "") if check_up.to_tenant_id else ""
    return CheckUpRow(check_up, house, reports, check_up.tenant_id == current_actor().tenant_id)
