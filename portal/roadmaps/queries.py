"""Reads about roadmaps: a house's cohorts, one cohort with its students, the schools of the bloc."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, select

from portal.candidates.clocks import AWAITING_DECISION
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.stage import StageStep
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.statistics import standing
from portal.candidates.stages import FOLLOWED, PROBATIONARY, Stage
from portal.kernel import clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import NotFound
from portal.organizations.queries import list_organizations
from portal.people.models import Person, SourceGroup
from portal.roadmaps.models import CohortGoal, CohortStudent, StudentCohort
from portal.roadmaps.rules import (
    Goal,
    Verdict,
    Way,
    expected_decision,
    judge,
    school_year_of,
    school_years,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy import ScalarSelect

MEMBERS = frozenset({Stage.DECIDED, Stage.OFFICIAL}) | PROBATIONARY
MOST_UNPLACED = 200


@dataclass(frozen=True, slots=True)
class StudentLine:
    """A followed student: where he or she stands, and whether the decision comes before graduation."""

    cohort_id: UUID
    candidate_id: UUID
    name: str
    stage: Stage
    listed_on: date | None
    taught_on: date | None
    decided_on: date | None
    helped_since: date | None
    resolved_on: date | None
    expected_on: date
    verdict: Verdict

    @property
    def is_at_risk(self) -> bool:
        return self.verdict in {Verdict.LATE, Verdict.NARROW}


@dataclass(frozen=True, slots=True)
class YearLine:
    """What was wanted of a school year and what came of it."""

    year: int
    goal: Goal
    actual: Goal


@dataclass(frozen=True, slots=True)
class CohortLine:
    """A cohort with its school years and those of its students who are followed."""

    row: StudentCohort
    years: list[YearLine]
    students: list[StudentLine]

    @property
    def reached(self) -> Goal:
        """Return how many were listed, taught and admitted up to now."""
        return Goal(
            sum(line.listed_on is not None for line in self.students),
            sum(line.taught_on is not None for line in self.students),
            sum(line.decided_on is not None for line in self.students),
        )

    @property
    def at_risk(self) -> list[StudentLine]:
        """Return those who would graduate before the decision, or nearly, the worst first."""
        found = [line for line in self.students if line.is_at_risk]
        return sorted(found, key=lambda line: (line.verdict is not Verdict.LATE, line.expected_on, line.name))

    def of_year(self, year: int) -> YearLine | None:
        """Return one school year of the cohort, if it is in school then."""
        return next((line for line in self.years if line.year == year), None)


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The cohorts of one house that are still in school, and those that graduated."""

    house_id: UUID
    house_name: str
    cohorts: list[CohortLine]
    graduated: list[CohortLine]
    school_year: int

    @property
    def at_risk(self) -> list[tuple[CohortLine, StudentLine]]:
        return [(cohort, student) for cohort in self.cohorts for student in cohort.at_risk]

    @property
    def this_year(self) -> YearLine:
        """Return the sums of the present school year."""
        lines = [line for cohort in self.cohorts if (line := cohort.of_year(self.school_year))]
        return YearLine(
            self.school_year, _sum(line.goal for line in lines), _sum(line.actual for line in lines)
        )


def show_roadmap(house_id: UUID | None = None) -> Roadmap:
    """Return the roadmap of the actor's house, or for overseers of a school; NotFound for a stranger's."""
    actor = current_actor()
    wanted = house_id or actor.tenant_id
    houses = {house.id: house for house in list_organizations()}
    if wanted not in houses or (actor.door is not Door.OVERSIGHT and wanted != actor.tenant_id):
        raise NotFound
    today = clock.today()
    lines = _cohorts(wanted)
    return Roadmap(
        wanted,
        f"{houses[wanted].code} · {houses[wanted].name}",
        [line for line in lines if line.row.graduates_on >= today],
        [line for line in lines if line.row.graduates_on < today],
        school_year_of(today),
    )


def list_schools() -> list[Roadmap]:
    """Return the roadmaps of every house that has one, by code; for overseers."""
    today = clock.today()
    by_house: dict[UUID, list[CohortLine]] = {}
    for line in _cohorts(None):
        by_house.setdefault(line.row.tenant_id, []).append(line)
    return [
        Roadmap(
            house.id,
            f"{house.code} · {house.name}",
            [line for line in by_house[house.id] if line.row.graduates_on >= today],
            [line for line in by_house[house.id] if line.row.graduates_on < today],
            school_year_of(today),
        )
        for house in list_organizations()
        if house.id in by_house
    ]


def get_cohort(student_cohort_id: UUID) -> StudentCohort:
    """Return a cohort of the actor's house (any, for overseers)."""
    return get_row(StudentCohort, student_cohort_id)


def lock_cohort(student_cohort_id: UUID) -> StudentCohort:
    """Return a cohort of the actor's house, locked."""
    return lock(StudentCohort, student_cohort_id)


def cohort_line(student_cohort_id: UUID) -> CohortLine:
    """Return one cohort with its years and students."""
    row = get_cohort(student_cohort_id)
    return next(line for line in _cohorts(row.tenant_id, only=row.id) if line.row.id == row.id)


def list_unplaced() -> list[tuple[UUID, str, Stage]]:
    """Return the followed students of the actor's house who are in no cohort yet, by name."""
    is_placed = exists().where(
        CohortStudent.tenant_id == Candidate.tenant_id, CohortStudent.candidate_id == Candidate.id
    )
    statement = (
        select(Candidate.id, Person.full_name, Candidate.stage)
        .join(Person, _OF_PERSON)
        .where(
            Candidate.tenant_id == current_actor().tenant_id,
            Person.source_group == SourceGroup.STUDENT,
            Candidate.stage.in_(FOLLOWED),
            ~is_placed,
        )
        .order_by(Person.sort_name, Candidate.id)
        .limit(MOST_UNPLACED)
    )
    return [(row.id, row.full_name, row.stage) for row in db.session.execute(statement)]


def list_at_risk() -> list[tuple[CohortLine, StudentLine]]:
    """Return the students of the actor's house whom graduation may overtake."""
    today = clock.today()
    house = current_actor().tenant_id
    return [
        (line, student)
        for line in _cohorts(house)
        if line.row.graduates_on >= today
        for student in line.at_risk
    ]


def _cohorts(house: UUID | None, *, only: UUID | None = None) -> list[CohortLine]:
    cohorts = select(StudentCohort).order_by(
        StudentCohort.faculty, StudentCohort.graduates_on, StudentCohort.name
    )
    goals = select(CohortGoal)
    if house is not None:
        cohorts = cohorts.where(StudentCohort.tenant_id == house)
        goals = goals.where(CohortGoal.tenant_id == house)
    if only is not None:
        cohorts = cohorts.where(StudentCohort.id == only)
    rows = list(db.session.scalars(cohorts))
    if not rows:
        return []
    wanted: dict[UUID, dict[int, Goal]] = {}
    for goal in db.session.scalars(goals):
        there = wanted.setdefault(goal.student_cohort_id, {})
        there[goal.school_year] = Goal(goal.listed, goal.taught, goal.admitted)
    students = _students(rows)
    return [_line(row, wanted.get(row.id, {}), students.get(row.id, [])) for row in rows]


def _line(row: StudentCohort, goals: dict[int, Goal], students: list[StudentLine]) -> CohortLine:
    listed = _by_year(line.listed_on for line in students)
    taught = _by_year(line.taught_on for line in students)
    admitted = _by_year(line.decided_on for line in students)
    years = sorted({*school_years(row.first_year, row.graduates_on), *goals})
    return CohortLine(
        row,
        [
            YearLine(year, goals.get(year, Goal()), Goal(listed[year], taught[year], admitted[year]))
            for year in years
        ],
        students,
    )


def _students(cohorts: list[StudentCohort]) -> dict[UUID, list[StudentLine]]:
    """Return the followed and admitted students of some cohorts, by name; two statements."""
    graduation = {row.id: row.graduates_on for row in cohorts}
    today, rules = clock.today(), load_rules()
    help_months = rules.book.on(today).thresholds.introducer_months
    statement = (
        select(
            CohortStudent.student_cohort_id,
            Candidate.id,
            Person.full_name,
            Candidate.stage,
            Candidate.listed_on,
            case((Candidate.stage.in_(AWAITING_DECISION), Candidate.clock_from)).label("resolved_on"),
            _helped_since().label("helped_since"),
            _taught_on().label("taught_on"),
            case((Candidate.stage.in_(MEMBERS), func.coalesce(_decided_on(), Candidate.stage_since))).label(
                "decided_on"
            ),
        )
        .join(
            Candidate,
            and_(Candidate.tenant_id == CohortStudent.tenant_id, Candidate.id == CohortStudent.candidate_id),
        )
        .join(Person, _OF_PERSON)
        .where(
            CohortStudent.tenant_id.in_({row.tenant_id for row in cohorts}),
            CohortStudent.student_cohort_id.in_(graduation),
            Candidate.stage.in_(FOLLOWED | MEMBERS),
        )
        .order_by(Person.sort_name, Candidate.id)
    )

    def due(resolved: date) -> date:
        return rules.calendar.add(resolved, rules.book.on(resolved).thresholds.decision_days)

    found: dict[UUID, list[StudentLine]] = {}
    for row in db.session.execute(statement):
        way = Way(row.helped_since, row.resolved_on, row.decided_on)
        expected = expected_decision(way, today, decision_due=due, help_months=help_months)
        verdict = judge(way, graduation[row.student_cohort_id], today, expected)
        found.setdefault(row.student_cohort_id, []).append(
            StudentLine(
                row.student_cohort_id,
                row.id,
                row.full_name,
                row.stage,
                row.listed_on,
                row.taught_on,
                row.decided_on,
                row.helped_since,
                row.resolved_on,
                expected,
                verdict,
            )
        )
    return found


def _helped_since() -> ScalarSelect[date]:
    return (
        select(func.min(HelperAssignment.starts_on))
        .where(
            HelperAssignment.tenant_id == Candidate.tenant_id,
            HelperAssignment.candidate_id == Candidate.id,
            HelperAssignment.is_official,
        )
        .correlate(Candidate)
        .scalar_subquery()
    )


def _taught_on() -> ScalarSelect[date]:
    return (
        select(func.min(TrainingRecord.issued_on))
        .where(
            TrainingRecord.person_id == Candidate.person_id,
            TrainingRecord.person_tenant_id == Candidate.tenant_id,
            TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
            TrainingRecord.annulled_on.is_(None),
        )
        .correlate(Candidate)
        .scalar_subquery()
    )


def _decided_on() -> ScalarSelect[date]:
    return (
        select(func.max(StageStep.happened_on))
        .where(
            StageStep.tenant_id == Candidate.tenant_id,
            StageStep.candidate_id == Candidate.id,
            StageStep.to_stage == Stage.DECIDED,
            standing(),
        )
        .correlate(Candidate)
        .scalar_subquery()
    )


def _by_year(days: Iterable[date | None]) -> Counter[int]:
    return Counter(school_year_of(day) for day in days if day is not None)


def _sum(goals: Iterable[Goal]) -> Goal:
    rows = list(goals)
    return Goal(
        sum(row.listed for row in rows), sum(row.taught for row in rows), sum(row.admitted for row in rows)
    )


_OF_PERSON = and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id)
