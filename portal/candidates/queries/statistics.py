"""New members of a period, for one house or, through the oversight door, for the whole bloc."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Integer, and_, case, cast, exists, func, select
from sqlalchemy.orm import aliased

from portal.candidates.models.stage import StageStep
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.stages import Stage
from portal.candidates.statistics import MAJORITY, Movement
from portal.kernel import clock
from portal.kernel.database import db
from portal.organizations.models import Organization
from portal.people.models import Person, Sex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What else happened in the period: events counted on the day of their paper."""

    annulled: int
    recognised: int
    deleted: int
    certificates: dict[str, int]
    """Certificates of the awareness class by grade; the empty grade where none was given."""


def standing() -> ColumnElement[bool]:
    """Return the condition on StageStep that it counts here: neither corrected since nor carried along."""
    correction = aliased(StageStep)
    is_corrected = exists(
        select(correction.id).where(
            correction.tenant_id == StageStep.tenant_id,
            correction.candidate_id == StageStep.candidate_id,
            correction.corrects_step_id == StageStep.id,
        )
    )
    return and_(StageStep.corrects_step_id.is_(None), StageStep.carried_from == "", ~is_corrected)


def counting_house(tree_of: date | None) -> ColumnElement[UUID]:
    """Return the house a step counts for by the tree of a day (today if None).

    What a reorganisation moved counts where it was decided until the decision held, and for the
    successor from then on.
    """
    was_there = StageStep.origin_until > (tree_of or clock.today())
    return case((was_there, StageStep.origin_tenant_id), else_=StageStep.tenant_id)


def _of_houses(house_ids: Sequence[UUID], tree_of: date) -> ColumnElement[bool]:
    return and_(StageStep.tenant_id.in_(select(Organization.id)), counting_house(tree_of).in_(house_ids))


def list_movements(
    *, since: date, until: date, house_ids: Sequence[UUID], tree_of: date | None = None
) -> list[Movement]:
    """Return admissions and annulments of the period, its last day included, grouped by kind of person.

    With ``tree_of`` the houses are those of that day, and have what was theirs on it; without, what
    stands in the houses today.
    """
    house = counting_house(tree_of) if tree_of else StageStep.tenant_id
    age = cast(func.extract("year", func.age(StageStep.happened_on, Person.birth_date)), Integer)
    kinds = (
        house,
        Person.sex == Sex.FEMALE,
        Person.ethnicity.not_in(("", MAJORITY)),
        Person.religion != "",
        Person.youth_member,
        Person.trade_union_member,
        Person.education,
        Person.source_group,
        age,
    )
    change = cast(func.sum(case((StageStep.to_stage == Stage.DECIDED, 1), else_=-1)), Integer)
    statement = (
        select(*kinds, change)
        .join(Person, and_(Person.tenant_id == StageStep.tenant_id, Person.id == StageStep.person_id))
        .where(
            _of_houses(house_ids, tree_of) if tree_of else StageStep.tenant_id.in_(house_ids),
            StageStep.to_stage.in_([Stage.DECIDED, Stage.ANNULLED]),
            StageStep.happened_on.between(since, until),
            standing(),
        )
        .group_by(*kinds)
    )
    return [Movement(*tuple(row)) for row in db.session.execute(statement)]


def get_outcomes(
    *, since: date, until: date, house_ids: Sequence[UUID], tree_of: date | None = None
) -> Outcomes:
    """Return annulments, recognitions, deletions and certificates of the period; houses like list_movements.

    A certificate has gone along with its person and counts where he or she is.
    """
    steps = select(StageStep.to_stage, func.count()).where(
        _of_houses(house_ids, tree_of) if tree_of else StageStep.tenant_id.in_(house_ids),
        StageStep.to_stage.in_([Stage.ANNULLED, Stage.OFFICIAL, Stage.DELETED_PROBATIONARY]),
        StageStep.happened_on.between(since, until),
        standing(),
    )
    counts = dict(db.session.execute(steps.group_by(StageStep.to_stage)).all())
    records = select(TrainingRecord.grade, func.count()).where(
        TrainingRecord.person_tenant_id.in_(house_ids),
        TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
        TrainingRecord.issued_on.between(since, until),
        TrainingRecord.annulled_on.is_(None),
    )
    grades = dict(db.session.execute(records.group_by(TrainingRecord.grade)).all())
    return Outcomes(
        annulled=counts.get(Stage.ANNULLED, 0),
        recognised=counts.get(Stage.OFFICIAL, 0),
        deleted=counts.get(Stage.DELETED_PROBATIONARY, 0),
        certificates=grades,
    )
