"""What waits for somebody: reviews, helpers, certificates, and how many stand at each stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, not_, select
from sqlalchemy.dialects.postgresql import distinct_on

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.review import ProgressReview
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.queries.access import helped_by, is_helping_now, is_visible
from portal.candidates.queries.register import has_helper
from portal.candidates.queries.review_setting import get_review_rules
from portal.candidates.reviews import (
    ReviewRules,
    first_day,
    last_overdue_period,
    next_period,
    period_due,
    review_due_on,
)
from portal.candidates.stages import FOLLOWED, IN_LIST, NOMINABLE, Stage
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, once_a_page
from portal.organizations.queries import list_units
from portal.people.models import Person
from portal.people.queries import open_corrections

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

MOST_DUE_SHOWN = 200


@dataclass(frozen=True, slots=True)
class DueRow:
    """One person whose review of a month is missing."""

    id: UUID
    name: str
    unit_name: str
    helper_name: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class DuePage:
    """A month, its limit and who is not reviewed yet: how many, and the first of them by name."""

    period: str
    due_on: date
    total: int
    rows: list[DueRow]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The figures of a home page."""

    overdue_period: str
    overdue_on: date
    overdue_reviews: int
    due_period: str
    due_on: date
    due_reviews: int
    without_helper: int
    ready_to_advance: int
    corrections: int
    by_stage: dict[Stage, int]

    @property
    def total(self) -> int:
        return sum(count for stage, count in self.by_stage.items() if stage in FOLLOWED)


@once_a_page
def count_waiting() -> Waiting:
    """Return what waits for the actor in the own house; two statements."""
    today = clock.today()
    rules = get_review_rules()
    overdue, due = _periods(today, rules, is_quarter=rules.kinds[0])
    mine = (Candidate.tenant_id == current_actor().tenant_id, is_visible())
    stages = db.session.execute(
        select(
            Candidate.stage,
            func.count(),
            func.count().filter(is_to_review(overdue)),
            func.count().filter(is_to_review(due)),
        )
        .where(*mine)
        .group_by(Candidate.stage)
    ).all()
    counted = select(
        _reviewed(overdue, mine).scalar_subquery(),
        _reviewed(due, mine).scalar_subquery(),
        select(func.count(Candidate.id))
        .where(*mine, Candidate.stage.in_(IN_LIST), not_(has_helper()))
        .scalar_subquery(),
        _ready_to_advance(mine).scalar_subquery(),
        open_corrections().scalar_subquery(),
    )
    reviewed_overdue, reviewed_due, helpless, ready, corrections = db.session.execute(counted).one()
    return Waiting(
        overdue_period=overdue,
        overdue_reviews=sum(row[2] for row in stages) - reviewed_overdue,
        due_period=due,
        overdue_on=review_due_on(overdue, rules.due_day),
        due_on=review_due_on(due, rules.due_day),
        due_reviews=sum(row[3] for row in stages) - reviewed_due if due != overdue else 0,
        without_helper=helpless,
        ready_to_advance=ready,
        corrections=corrections,
        by_stage={row[0]: row[1] for row in stages},
    )


def _reviewed(period: str, mine: tuple[ColumnElement[bool], ...]) -> Select[int]:
    """Return how many of those to be reviewed for a month are: counted from the reviews, which are fewer."""
    return (
        select(func.count(ProgressReview.id))
        .join(
            Candidate,
            and_(
                Candidate.tenant_id == ProgressReview.tenant_id, Candidate.id == ProgressReview.candidate_id
            ),
        )
        .where(*mine, is_to_review(period), ProgressReview.period == period, ProgressReview.is_current)
    )


def _ready_to_advance(mine: tuple[ColumnElement[bool], ...]) -> Select[int]:
    """Return how many have a certificate of this time on the list and are still noted as learning."""
    return (
        select(func.count(Candidate.id))
        .join(TrainingRecord, TrainingRecord.person_id == Candidate.person_id)
        .where(
            *mine,
            Candidate.stage.in_(NOMINABLE | {Stage.CLASS_ENROLLED}),
            TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
            TrainingRecord.annulled_on.is_(None),
            TrainingRecord.issued_on >= func.coalesce(Candidate.listed_on, TrainingRecord.issued_on),
        )
    )


def list_due_reviews(unit_id: UUID | None = None) -> list[DuePage]:
    """Return who is not reviewed, for the periods past their limit and those being written.

    ``unit_id`` keeps the people of one unit.
    """
    today = clock.today()
    units = {unit.id: unit.name for unit in list_units()}
    rules = get_review_rules()
    periods = dict.fromkeys(
        period for kind in rules.kinds for period in _periods(today, rules, is_quarter=kind)
    )
    return [_due_page(period, units, rules, unit_id) for period in periods]


def _periods(today: date, rules: ReviewRules, *, is_quarter: bool) -> tuple[str, str]:
    """Return the period past its limit and the one being written; the same when that is late."""
    return (
        last_overdue_period(today, rules.due_day, is_quarter=is_quarter),
        period_due(today, is_quarter=is_quarter),
    )


def is_to_review(period: str) -> ColumnElement[bool]:
    """Return the condition on Candidate that the person was on the list in a month."""
    return and_(Candidate.stage.in_(IN_LIST), Candidate.listed_on < first_day(next_period(period)))


def misses_review(period: str) -> ColumnElement[bool]:
    """Return the condition on Candidate that a month the person was on the list for is not reviewed."""
    reviewed = exists(
        select(ProgressReview.id).where(
            ProgressReview.tenant_id == Candidate.tenant_id,
            ProgressReview.candidate_id == Candidate.id,
            ProgressReview.period == period,
            ProgressReview.is_current,
        )
    )
    return and_(is_to_review(period), not_(reviewed))


def _due_page(period: str, units: dict[UUID, str], rules: ReviewRules, unit_id: UUID | None) -> DuePage:
    statement = (
        _people()
        .add_columns(HelperAssignment.helper_name, func.count().over())
        .outerjoin(
            HelperAssignment,
            and_(
                HelperAssignment.tenant_id == Candidate.tenant_id,
                HelperAssignment.candidate_id == Candidate.id,
                is_helping_now(),
            ),
        )
        .where(misses_review(period), *([Candidate.unit_id == unit_id] if unit_id else []))
        .order_by(Person.sort_name)
        .limit(MOST_DUE_SHOWN)
    )
    found = db.session.execute(statement).all()
    rows = [
        DueRow(candidate_id, name, units.get(unit_id, ""), helper or "", stage)
        for candidate_id, name, unit_id, stage, helper, _ in found
    ]
    return DuePage(period, review_due_on(period, rules.due_day), found[0][-1] if found else 0, rows)


def _people() -> Select[UUID, str, UUID | None, Stage]:
    return (
        select(Candidate.id, Person.full_name, Candidate.unit_id, Candidate.stage)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .where(Candidate.tenant_id == current_actor().tenant_id, is_visible())
    )


def search_people(words: list[str], *, limit: int = 10) -> list[tuple[UUID, str, date, Stage]]:
    """Return people of the actor's house whose folded name holds every word."""
    statement = (
        select(Candidate.id, Person.full_name, Person.birth_date, Candidate.stage)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .where(
            Candidate.tenant_id == current_actor().tenant_id,
            is_visible(),
            *(Person.folded_name.contains(word, autoescape=True) for word in words),
        )
        .order_by(Person.sort_name)
        .limit(limit)
    )
    return [tuple(row) for row in db.session.execute(statement)]  # type: ignore[misc]


def list_helped() -> list[tuple[UUID, str, Stage, str, str]]:
    """Return the people the actor helps now: id, name, stage, last period reviewed, last task given."""
    last = (
        select(ProgressReview.candidate_id, ProgressReview.period, ProgressReview.next_task)
        .where(ProgressReview.tenant_id == current_actor().tenant_id, ProgressReview.is_current)
        .ext(distinct_on(ProgressReview.candidate_id))
        .order_by(ProgressReview.candidate_id, ProgressReview.period.desc())
        .subquery()
    )
    statement = (
        select(Candidate.id, Person.full_name, Candidate.stage, last.c.period, last.c.next_task)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .outerjoin(last, last.c.candidate_id == Candidate.id)
        .where(Candidate.tenant_id == current_actor().tenant_id, helped_by(current_actor()))
        .order_by(Person.sort_name)
    )
    return [
        (i, name, stage, period or "", task or "")
        for i, name, stage, period, task in db.session.execute(statement)
    ]
