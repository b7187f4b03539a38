"""A candidate's own way, read through the member door: only rows about that person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.stage import StageStep
from portal.candidates.models.training_record import TrainingRecord
from portal.candidates.queries.access import is_helping_now
from portal.candidates.queries.history import past_steps
from portal.candidates.queries.records import CandidateRecord
from portal.candidates.stages import RULES, StageRule
from portal.candidates.timeline import TimelineRow, build_timeline, milestones_after
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.people.queries import get_person, list_corrections

if TYPE_CHECKING:
    from portal.people.models import CorrectionRequest, Person


@dataclass(frozen=True, slots=True)
class Journey:
    """Where I am, what comes next and who acts, who helps me, what is written about me."""

    person: Person
    candidate: Candidate | None
    here: StageRule | None
    next_step: StageRule | None
    timeline: list[TimelineRow]
    helper: HelperAssignment | None
    training: list[TrainingRecord]
    corrections: list[CorrectionRequest]


def my_journey() -> Journey | None:
    """Return the journey of the actor's own person; None for an account that stands for nobody."""
    person_id = current_actor().person_id
    if person_id is None:
        return None
    person = get_person(person_id)
    candidate = db.session.scalar(select(Candidate).where(Candidate.person_id == person_id))
    corrections = list_corrections(person_id)
    training = list(
        db.session.scalars(
            select(TrainingRecord)
            .where(TrainingRecord.person_id == person_id, TrainingRecord.annulled_on.is_(None))
            .order_by(TrainingRecord.issued_on)
        )
    )
    if candidate is None:
        return Journey(person, None, None, None, [], None, training, corrections)
    steps = list(
        db.session.scalars(
            select(StageStep)
            .where(StageStep.person_id == person_id)
            .order_by(StageStep.recorded_at, StageStep.id)
        )
    )
    helper = db.session.scalars(
        select(HelperAssignment)
        .where(HelperAssignment.person_id == person_id, is_helping_now())
        .order_by(HelperAssignment.starts_on.desc())
    ).first()
    record = CandidateRecord(candidate, person, "", steps=steps, training=training)
    ahead = milestones_after(candidate.stage)
    return Journey(
        person=person,
        candidate=candidate,
        here=RULES[candidate.stage],
        next_step=RULES[ahead[0]] if ahead else None,
        timeline=build_timeline(past_steps(record)),
        helper=helper,
        training=training,
        corrections=corrections,
    )
