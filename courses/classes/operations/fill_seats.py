"""Taking and freeing seats; whoever waits longest takes a seat that is free.

Parts of the operations on a class: each is called with the class locked.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from courses.classes.models import ClassRun, Enrolment, Nomination, NominationDecision
from courses.classes.rules import seats_left
from courses.classes.states import NominationAnswer
from portal.kernel.database import db
from portal.organizations.queries import list_organizations

FREED = "Lớp có chỗ trống"


def enrol(run: ClassRun, nomination: Nomination, *, organization_name: str) -> None:
    """Give a nominated person a seat; somebody who left comes back to the same row."""
    enrolment = _find_enrolment(run, nomination.person_id)
    if enrolment is not None and enrolment.left_on is None:
        return
    if enrolment is None:
        enrolment = Enrolment(
            to_tenant_id=nomination.tenant_id,
            class_run_id=run.id,
            nomination_id=nomination.id,
            person_id=nomination.person_id,
        )
        db.session.add(enrolment)
    enrolment.full_name, enrolment.birth_date = nomination.full_name, nomination.birth_date
    enrolment.organization_name, enrolment.unit_name = organization_name, nomination.unit_name
    enrolment.left_on = None
    run.enrolled_count += 1


def leave(run: ClassRun, person_id: UUID, *, on: date) -> bool:
    """Free the seat of a person; tell whether there was one."""
    enrolment = _find_enrolment(run, person_id)
    if enrolment is None or enrolment.left_on is not None:
        return False
    enrolment.left_on = on
    enrolment.board_post = None
    run.enrolled_count -= 1
    return True


def fill_seats(run: ClassRun, *, passing_over: Collection[UUID] = ()) -> int:
    """Let the first of the waiting list into the free seats; return how many came in."""
    free = seats_left(run.seats, run.enrolled_count)
    waiting = [row for row in _waiting(run) if row.id not in passing_over][:free]
    if not waiting:
        return 0
    names = {house.id: house.name for house in list_organizations()}
    for nomination in waiting:
        enrol(run, nomination, organization_name=names.get(nomination.tenant_id, ""))
        db.session.add(
            NominationDecision(
                to_tenant_id=nomination.tenant_id,
                nomination_id=nomination.id,
                person_id=nomination.person_id,
                answer=NominationAnswer.APPROVED,
                reason=FREED,
            )
        )
    return len(waiting)


def latest_answers(run: ClassRun) -> dict[UUID, NominationAnswer]:
    """Return the answer that holds for each nomination of a class."""
    return {row.nomination_id: row.answer for row in _decisions(run)}


def _decisions(run: ClassRun) -> list[NominationDecision]:
    """Return every answer given in a class, the earliest first."""
    statement = (
        select(NominationDecision)
        .join(
            Nomination,
            and_(
                Nomination.tenant_id == NominationDecision.to_tenant_id,
                Nomination.id == NominationDecision.nomination_id,
            ),
        )
        .where(
            NominationDecision.tenant_id == run.tenant_id,
            Nomination.to_tenant_id == run.tenant_id,
            Nomination.class_run_id == run.id,
        )
        .order_by(NominationDecision.decided_at, NominationDecision.id)
    )
    return list(db.session.scalars(statement))


def _waiting(run: ClassRun) -> list[Nomination]:
    """Return the standing nominations on the waiting list, the longest waiting first."""
    latest = {row.nomination_id: row for row in _decisions(run)}
    since = {
        row.nomination_id: row.decided_at for row in latest.values() if row.answer is NominationAnswer.WAITING
    }
    rows = db.session.scalars(
        select(Nomination).where(
            Nomination.to_tenant_id == run.tenant_id,
            Nomination.class_run_id == run.id,
            Nomination.withdrawn_at.is_(None),
            Nomination.id.in_(since),
        )
    )
    return sorted(rows, key=lambda row: (since[row.id], row.nominated_at, row.id))


def _find_enrolment(run: ClassRun, person_id: UUID) -> Enrolment | None:
    return db.session.scalar(
        select(Enrolment).where(
            Enrolment.tenant_id == run.tenant_id,
            Enrolment.class_run_id == run.id,
            Enrolment.person_id == person_id,
        )
    )
