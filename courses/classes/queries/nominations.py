"""Reads about the people proposed for a class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import distinct_on

from courses.classes.models import Enrolment, Nomination, NominationDecision
from courses.classes.states import NominationAnswer
from portal.kernel.database import db, get_row
from portal.organizations.queries import list_organizations

if TYPE_CHECKING:
    from courses.classes.models import ClassRun
    from portal.people.models import Sex


@dataclass(frozen=True, slots=True)
class NominationRow:
    """A proposal with the answer that holds; ``has_seat`` tells whether the person is in the class."""

    id: UUID
    tenant_id: UUID
    candidate_id: UUID
    person_id: UUID
    full_name: str
    birth_date: date
    sex: Sex
    unit_name: str
    note: str
    nominated_at: datetime
    withdrawn_at: datetime | None
    answer: NominationAnswer | None
    reason: str
    decided_at: datetime | None
    has_seat: bool
    organization: str

    @property
    def name(self) -> str:
        return self.full_name

    @property
    def is_pending(self) -> bool:
        return self.answer is None and self.withdrawn_at is None

    @property
    def is_waiting(self) -> bool:
        """Tell whether the person waits for a seat that becomes free."""
        return self.answer is NominationAnswer.WAITING and self.withdrawn_at is None


def list_nominations(run: ClassRun) -> list[NominationRow]:
    """Return the proposals the actor's door shows: unanswered first, then waiting, then the others."""
    latest = (
        select(NominationDecision)
        .ext(distinct_on(NominationDecision.nomination_id))
        .where(NominationDecision.tenant_id == run.tenant_id)
        .order_by(
            NominationDecision.nomination_id,
            NominationDecision.decided_at.desc(),
            NominationDecision.id.desc(),
        )
        .subquery()
    )
    statement = (
        select(
            Nomination.id,
            Nomination.tenant_id,
            Nomination.candidate_id,
            Nomination.person_id,
            Nomination.full_name,
            Nomination.birth_date,
            Nomination.sex,
            Nomination.unit_name,
            Nomination.note,
            Nomination.nominated_at,
            Nomination.withdrawn_at,
            latest.c.answer,
            latest.c.reason,
            latest.c.decided_at,
            Enrolment.id.is_not(None),
        )
        .outerjoin(latest, latest.c.nomination_id == Nomination.id)
        .outerjoin(
            Enrolment,
            and_(
                Enrolment.tenant_id == Nomination.to_tenant_id,
                Enrolment.class_run_id == Nomination.class_run_id,
                Enrolment.person_id == Nomination.person_id,
                Enrolment.left_on.is_(None),
            ),
        )
        .where(Nomination.to_tenant_id == run.tenant_id, Nomination.class_run_id == run.id)
        .order_by(Nomination.nominated_at, Nomination.id)
    )
    names = {house.id: f"{house.code} · {house.name}" for house in list_organizations()}
    rows = [NominationRow(*row, names.get(row.tenant_id, "")) for row in db.session.execute(statement)]  # type: ignore[call-arg, arg-type]  # a Row unpacks in the order of its columns
    return sorted(rows, key=_order)


_LAST = 9
_PLACES = {None: 0, NominationAnswer.WAITING: 1, NominationAnswer.APPROVED: 2, NominationAnswer.REFUSED: 3}


def _order(row: NominationRow) -> tuple[int, datetime]:
    """Return the place in the list; those who wait stand in the order in which seats go to them."""
    since = row.decided_at if row.is_waiting and row.decided_at else row.nominated_at
    return _LAST if row.withdrawn_at else _PLACES[row.answer], since


def get_nomination(nomination_id: UUID) -> Nomination:
    """Return one proposal the actor's door shows."""
    return get_row(Nomination, nomination_id)
