"""The source of every house today: who is followed, helped, reviewed in time, through the class.

One statement for all houses; its cost grows with people once, never with houses.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.review import ProgressReview
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.reviews import last_overdue_period
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db
from portal.people.models import Person, SourceGroup
from portal.targets.pace import percent_of

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement

FOLLOWED = tuple(list(Stage)[: list(Stage).index(Stage.DECIDED)])
"""Stages before the decision: the source a house can still admit from."""


@dataclass(frozen=True, slots=True)
class Source:
    """People a house follows, and how many of them are helped, reviewed in time, through the class."""

    followed: int = 0
    helped: int = 0
    reviewed: int = 0
    certified: int = 0
    groups: Counter[SourceGroup] = field(default_factory=Counter)

    @property
    def helped_percent(self) -> float:
        """Return the share with a helper now."""
        return percent_of(self.helped, self.followed)

    @property
    def reviewed_percent(self) -> float:
        """Return the share whose latest review that fell due was handed in by its due day."""
        return percent_of(self.reviewed, self.followed)

    @property
    def certified_percent(self) -> float:
        """Return the share with a certificate of the awareness class."""
        return percent_of(self.certified, self.followed)

    def __add__(self, other: Source) -> Source:
        return Source(
            self.followed + other.followed,
            self.helped + other.helped,
            self.reviewed + other.reviewed,
            self.certified + other.certified,
            self.groups + other.groups,
        )


def list_sources() -> dict[UUID, Source]:
    """Return the source of every house that the door shows; one statement."""
    today = clock.today()
    counts = (
        func.count(),
        func.count(case((is_helped(today), 1))),
        func.count(case((is_reviewed_in_time(last_overdue_period(today)), 1))),
        func.count(case((is_certified(), 1))),
    )
    statement = (
        select(Candidate.tenant_id, Person.source_group, *counts)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .where(Candidate.stage.in_(FOLLOWED))
        .group_by(Candidate.tenant_id, Person.source_group)
    )
    found: dict[UUID, Source] = {}
    for house, group, followed, helped, reviewed, certified in db.session.execute(statement):
        part = Source(followed, helped, reviewed, certified, Counter({group: followed}))
        found[house] = found.get(house, Source()) + part
    return found


def is_helped(day: date) -> ColumnElement[bool]:
    """Return the condition on Candidate that a helper is assigned on a day."""
    return exists().where(
        HelperAssignment.tenant_id == Candidate.tenant_id,
        HelperAssignment.candidate_id == Candidate.id,
        HelperAssignment.starts_on <= day,
        HelperAssignment.ends_on.is_(None) | (HelperAssignment.ends_on >= day),
    )


def is_reviewed_in_time(period: str) -> ColumnElement[bool]:
    """Return the condition on Candidate that the month has a review by its due day."""
    return exists().where(
        ProgressReview.tenant_id == Candidate.tenant_id,
        ProgressReview.candidate_id == Candidate.id,
        ProgressReview.period == period,
        ProgressReview.is_current,
        ProgressReview.submitted_on <= ProgressReview.due_on,
    )


def is_certified() -> ColumnElement[bool]:
    """Return the condition on Candidate that a certificate of the awareness class stands."""
    return exists().where(
        TrainingRecord.person_tenant_id == Candidate.tenant_id,
        TrainingRecord.person_id == Candidate.person_id,
        TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
        TrainingRecord.annulled_on.is_(None),
    )
