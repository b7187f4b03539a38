"""What Khối's overview counts of a house: who is followed and how, limits broken, admissions by month.

Kept rows are used while they are true, so the cost grows with houses; the others are counted from the
people themselves by the same statements (docs/decisions/025).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, exists, func, literal, or_, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.kept_figures import FiguresMark, KeptFigures
from portal.candidates.models.review import ProgressReview
from portal.candidates.models.review_setting import ReviewSetting
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.queries.admissions import admissions_by_month, count_admissions
from portal.candidates.queries.clocks import count_pressing
from portal.candidates.queries.judging_rules import is_of_root
from portal.candidates.reviews import Rhythm, last_overdue_period
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db, once_a_page
from portal.organizations.models import Organization
from portal.people.models import Person, SourceGroup

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement

BEFORE_DECISION = tuple(list(Stage)[: list(Stage).index(Stage.DECIDED)])
"""Stages before the decision: the source a house can still admit from."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """People of one source group before the decision, and how many are helped, reviewed in time, trained."""

    followed: int
    helped: int
    reviewed: int
    certified: int


@dataclass(frozen=True, slots=True)
class HouseFigures:
    """What is counted of one house today; ``admitted`` by month, annulled ones taken away.

    ``broken`` limits, ``ending`` certificates that soon count no more.
    """

    groups: dict[SourceGroup, GroupFigures] = field(default_factory=dict)
    broken: int = 0
    ending: int = 0
    admitted: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the form in which the figures are kept."""
        return {
            "groups": {
                group: [part.followed, part.helped, part.reviewed, part.certified]
                for group, part in self.groups.items()
            },
            "broken": self.broken,
            "ending": self.ending,
            "admitted": self.admitted,
        }


def from_json(kept: dict[str, Any]) -> HouseFigures:
    """Return the figures from the form in which they are kept."""
    groups = {SourceGroup(group): GroupFigures(*counts) for group, counts in kept["groups"].items()}
    return HouseFigures(groups, kept["broken"], kept["ending"], kept["admitted"])


@once_a_page
def house_figures() -> dict[UUID, HouseFigures]:
    """Return the figures of every house, kept or counted; through the overseers' door.

    One statement when everything kept is true, six when something has to be counted.
    """
    statement = select(Organization.id, KeptFigures.figures).outerjoin(
        KeptFigures, and_(KeptFigures.house_id == Organization.id, is_true_on(clock.today()))
    )
    rows = db.session.execute(statement).all()
    figures = {house: from_json(kept) for house, kept in rows if kept is not None}
    stale = [house for house, kept in rows if kept is None]
    return figures | (count_figures(stale) if stale else {})


def list_stale() -> list[UUID]:
    """Return the houses of which nothing true is kept; for the desk of Khối, whose rows they are."""
    known = select(KeptFigures.house_id).where(is_true_on(clock.today()))
    return list(db.session.scalars(select(Organization.id).where(Organization.id.not_in(known))))


def is_true_on(day: date) -> ColumnElement[bool]:
    """Return the condition on KeptFigures that what it says holds on a day: nothing was written since."""
    mark = exists().where(or_(FiguresMark.house_id == KeptFigures.house_id, FiguresMark.house_id.is_(None)))
    return and_(KeptFigures.day == day, is_of_root(KeptFigures.tenant_id), ~mark)


def count_figures(houses: Collection[UUID]) -> dict[UUID, HouseFigures]:
    """Return the figures of some houses, counted from their people; five statements."""
    groups = count_groups(houses)
    broken, ending = count_pressing(houses)
    admitted = admissions_by_month(houses)
    return {
        house: HouseFigures(groups.get(house, {}), broken[house], ending[house], admitted.get(house, {}))
        for house in houses
    }


def admissions_between(*, since: date, until: date, tree_of: date | None = None) -> dict[UUID, int]:
    """Return what count_admissions returns; for overseers from kept months where these say the same.

    That is: from the first of a month to the end of one or to today, by the tree of today.
    """
    today = clock.today()
    is_whole = since.day == 1 and (until >= today or (until + timedelta(days=1)).day == 1)
    is_kept = current_actor().door is Door.OVERSIGHT and (tree_of or today) == today
    if not (is_whole and is_kept):
        return count_admissions(since=since, until=until, tree_of=tree_of)
    first, last = f"{since:%Y-%m}", f"{until:%Y-%m}"
    counted = {
        house: sum(number for month, number in figures.admitted.items() if first <= month <= last)
        for house, figures in house_figures().items()
    }
    return {house: number for house, number in counted.items() if number}


def count_groups(houses: Collection[UUID] | None = None) -> dict[UUID, dict[SourceGroup, GroupFigures]]:
    """Return who is followed and how, by house and source group, of some houses or all the door shows."""
    today = clock.today()
    counts = (
        func.count(),
        func.count(case((is_helped(today), 1))),
        func.count(case((is_reviewed_in_time(asked_periods(today)), 1))),
        func.count(case((is_certified(), 1))),
    )
    statement = (
        select(Candidate.tenant_id, Person.source_group, *counts)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .where(Candidate.stage.in_(BEFORE_DECISION))
        .group_by(Candidate.tenant_id, Person.source_group)
    )
    if houses is not None:
        statement = statement.where(Candidate.tenant_id.in_(houses))
    found: dict[UUID, dict[SourceGroup, GroupFigures]] = defaultdict(dict)
    for house, group, *numbers in db.session.execute(statement):
        found[house][group] = GroupFigures(*numbers)
    return found


def asked_periods(today: date) -> ColumnElement[str]:
    """Return the period whose review fell due last, by the house of Candidate; one statement.

    A house that reviews by month and by quarter is measured by its months.
    """
    set_by = {
        row.tenant_id: last_overdue_period(today, row.due_day, is_quarter=row.rhythm is Rhythm.QUARTERLY)
        for row in db.session.scalars(select(ReviewSetting))
    }
    usual = last_overdue_period(today)
    return case(set_by, value=Candidate.tenant_id, else_=usual) if set_by else literal(usual)


def is_helped(day: date) -> ColumnElement[bool]:
    """Return the condition on Candidate that a helper is assigned on a day."""
    return exists().where(
        HelperAssignment.tenant_id == Candidate.tenant_id,
        HelperAssignment.candidate_id == Candidate.id,
        HelperAssignment.starts_on <= day,
        HelperAssignment.ends_on.is_(None) | (HelperAssignment.ends_on >= day),
    )


def is_reviewed_in_time(period: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition on Candidate that the period has a review by its due day."""
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
