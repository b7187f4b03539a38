"""Forgets kept verdicts in the transaction that changes what they were judged from.

One listener instead of a call in every operation: an operation written tomorrow cannot forget it.
Rows of another house (certificates that Khối writes) are compared when read (queries.standing);
attributes of a house and holidays, which Khối also writes, ask for a new run of the job.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, event, or_, select, true

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.evidence import Evidence
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.stage import StageStep
from portal.candidates.models.standing import EligibilityStanding
from portal.candidates.models.training_record import TrainingRecord
from portal.candidates.models.waiver import Waiver
from portal.kernel import jobs
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import DoorSession
from portal.organizations.models import Holiday, OrganizationAttribute, UnitAttribute
from portal.people.models import Person

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import ORMExecuteState, Session

_KEYS = {
    Candidate: "id",
    StageStep: "candidate_id",
    HelperAssignment: "candidate_id",
    Evidence: "candidate_id",
    Waiver: "candidate_id",
    Person: "id",
    TrainingRecord: "person_id",
}
_BY_PERSON = (Person, TrainingRecord)
_NEWCOMERS = (Candidate, Person, TrainingRecord)


@event.listens_for(DoorSession, "after_flush")
def forget_written(session: Session, _context: Any) -> None:
    """Delete the kept verdicts of everybody whose facts were just written."""
    if current_actor().door is not Door.STAFF:
        return
    written = [*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))]
    found: dict[bool, set[Any]] = defaultdict(set)
    for row in written:
        if key := _KEYS.get(type(row)):
            found[isinstance(row, _BY_PERSON)].add(getattr(row, key))
        elif isinstance(row, OrganizationAttribute):
            _judge_again(row.organization_id)
    kinds = {type(row) for row in written}
    if Holiday in kinds:
        jobs.defer("candidates.judge_everybody", once="judge_everybody")
    if UnitAttribute in kinds:
        _forget_everybody(session)
    elif found:
        _forget(session, found[False], found[True])


@event.listens_for(DoorSession, "do_orm_execute")
def forget_before_bulk_writing(state: ORMExecuteState) -> None:
    """Delete the kept verdicts of the house before one statement writes rows of many people.

    Inserting people changes nobody's verdict; certificates are compared when read.
    """
    if not (state.is_insert or state.is_update or state.is_delete) or current_actor().door is not Door.STAFF:
        return
    written = state.bind_mapper.class_ if state.bind_mapper else None
    if written in _KEYS and not (state.is_insert and written in _NEWCOMERS):
        _forget_everybody(state.session)


def _forget(session: Session, candidates: set[Any], people: set[Any]) -> None:
    house = current_actor().tenant_id
    of_people = select(Candidate.id).where(Candidate.tenant_id == house, Candidate.person_id.in_(people))
    _delete(
        session,
        or_(
            EligibilityStanding.candidate_id.in_(candidates), EligibilityStanding.candidate_id.in_(of_people)
        ),
    )


def _forget_everybody(session: Session) -> None:
    """Delete every kept verdict of the house and have them made again in the background."""
    _delete(session, true())
    _judge_again(current_actor().tenant_id)


def _delete(session: Session, which: ColumnElement[bool]) -> None:
    """Delete through the connection: the session must not flush in the middle of a flush."""
    house = current_actor().tenant_id
    connection = session.connection(bind_arguments={"mapper": EligibilityStanding.__mapper__})
    connection.execute(
        delete(EligibilityStanding.__table__).where(EligibilityStanding.tenant_id == house, which)  # type: ignore[arg-type]
    )


def _judge_again(house: UUID | None) -> None:
    jobs.defer("candidates.judge_one_house", once=str(house), tenant_id=house)
