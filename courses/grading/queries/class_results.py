"""Reads of the results of a class and of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, func, select

from courses.catalog.models import ProgrammeVersion
from courses.classes.models import ClassRun, Enrolment
from courses.exams.models import Exam, ExamPurpose, ExamState
from courses.grading.models import ClassResult, ExamResult
from portal.kernel.database import db, get_row
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.text import sort_name


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one person in a class: the best test, the thu hoạch and its redo in order."""

    screening: Decimal | None = None
    reflections: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassResultRow:
    """One learner with the result as it stands."""

    result: ClassResult
    full_name: str
    birth_date: date
    organization_name: str

    @property
    def name(self) -> str:
        return self.full_name


@dataclass(frozen=True, slots=True)
class ClassResultsPage:
    """The results of a class and what can be done about them."""

    run: ClassRun
    rows: list[ClassResultRow]
    enrolled: int
    computed_at: datetime | None = field(default=None)

    @property
    def decision(self) -> tuple[str, date | None]:
        """Return number and date of the decision that recognised the results; blank before."""
        first = self.rows[0].result if self.rows else None
        return (first.decision_no, first.decided_on) if first else ("", None)

    @property
    def is_approved(self) -> bool:
        return bool(self.decision[0])

    @property
    def completed(self) -> int:
        return sum(row.result.is_completed for row in self.rows)


def get_version(run: ClassRun) -> ProgrammeVersion:
    """Return the programme version a class was opened with."""
    return db.session.scalars(
        select(ProgrammeVersion).where(
            ProgrammeVersion.tenant_id == run.tenant_id, ProgrammeVersion.id == run.programme_version_id
        )
    ).one()


def marks_of_class(run: ClassRun) -> Mapping[UUID, Marks]:
    """Return the marks by person: the best attempt of a test counts, of a thu hoạch the newest exam."""
    statement = (
        select(Exam.purpose, Exam.id, ExamResult.person_id, ExamResult.mark)
        .join(ExamResult, and_(ExamResult.tenant_id == Exam.tenant_id, ExamResult.exam_id == Exam.id))
        .where(
            Exam.tenant_id == run.tenant_id,
            Exam.class_run_id == run.id,
            Exam.state != ExamState.DRAFT,
            ExamResult.superseded_at.is_(None),
        )
        .order_by(Exam.created_at, ExamResult.attempt_number)
    )
    screening: dict[UUID, Decimal] = {}
    reflections: dict[UUID, tuple[UUID, list[Decimal]]] = {}
    for purpose, exam_id, person_id, mark in db.session.execute(statement):
        if purpose is ExamPurpose.SCREENING:
            screening[person_id] = max(mark, screening.get(person_id, mark))
        elif person_id in reflections and reflections[person_id][0] == exam_id:
            reflections[person_id][1].append(mark)
        else:
            reflections[person_id] = (exam_id, [mark])
    return {
        person_id: Marks(screening.get(person_id), tuple(reflections.get(person_id, (None, []))[1]))
        for person_id in screening.keys() | reflections.keys()
    }


def current_results(run: ClassRun) -> dict[UUID, ClassResult]:
    """Return the current results of a class by enrolment."""
    statement = select(ClassResult).where(
        ClassResult.tenant_id == run.tenant_id,
        ClassResult.class_run_id == run.id,
        ClassResult.superseded_at.is_(None),
    )
    return {row.enrolment_id: row for row in db.session.scalars(statement)}


def class_results_page(class_run_id: UUID) -> ClassResultsPage:
    """Return the results of a class of the actor's house, by name."""
    run = get_row(ClassRun, class_run_id)
    statement = (
        select(ClassResult, Enrolment.full_name, Enrolment.birth_date, Enrolment.organization_name)
        .join(
            Enrolment,
            and_(Enrolment.tenant_id == ClassResult.tenant_id, Enrolment.id == ClassResult.enrolment_id),
        )
        .where(
            ClassResult.tenant_id == run.tenant_id,
            ClassResult.class_run_id == run.id,
            ClassResult.superseded_at.is_(None),
        )
    )
    rows = [ClassResultRow(*row) for row in db.session.execute(statement)]
    rows.sort(key=lambda row: (sort_name(row.full_name), row.birth_date))
    enrolled = (
        select(func.count())
        .select_from(Enrolment)
        .where(
            Enrolment.tenant_id == run.tenant_id,
            Enrolment.class_run_id == run.id,
            Enrolment.left_on.is_(None),
        )
    )
    computed_at = max((row.result.computed_at for row in rows), default=None)
    return ClassResultsPage(run, rows, db.session.scalar(enrolled) or 0, computed_at)


def list_waiting_classes() -> list[tuple[ClassRun, int]]:
    """Return the classes with computed results that no decision recognises yet, and how many completed."""
    completed = func.count().filter(ClassResult.is_completed)
    statement = (
        select(ClassRun, completed)
        .join(
            ClassResult,
            and_(ClassResult.tenant_id == ClassRun.tenant_id, ClassResult.class_run_id == ClassRun.id),
        )
        .where(
            ClassRun.tenant_id == current_tenant_id(),
            ClassResult.superseded_at.is_(None),
            ClassResult.decision_no == "",
        )
        .group_by(ClassRun.tenant_id, ClassRun.id)
        .order_by(ClassRun.starts_on)
    )
    return [(run, count) for run, count in db.session.execute(statement)]


@dataclass(frozen=True, slots=True)
class PersonResults:
    """What somebody reached: marks of exams, and results of classes that a decision recognised."""

    marks: Sequence[tuple[str, int, Decimal, bool, datetime, UUID]]
    """Title, attempt, mark, whether it passes, when it was scored, id of the mark."""
    classes: Sequence[tuple[str, ClassResult]]


def results_of_person(person_id: UUID) -> PersonResults:
    """Return the results of one person, as far as the actor's door shows."""
    marks = (
        select(
            Exam.title,
            ExamResult.attempt_number,
            ExamResult.mark,
            ExamResult.is_passed,
            ExamResult.scored_at,
            ExamResult.id,
        )
        .join(Exam, and_(Exam.tenant_id == ExamResult.tenant_id, Exam.id == ExamResult.exam_id))
        .where(ExamResult.person_id == person_id, ExamResult.superseded_at.is_(None))
        .order_by(ExamResult.scored_at)
    )
    classes = (
        select(ClassRun.title, ClassResult)
        .join(
            ClassRun,
            and_(ClassRun.tenant_id == ClassResult.tenant_id, ClassRun.id == ClassResult.class_run_id),
        )
        .where(
            ClassResult.person_id == person_id,
            ClassResult.superseded_at.is_(None),
            ClassResult.decision_no != "",
        )
        .order_by(ClassResult.computed_at)
    )
    return PersonResults(
        [tuple(row) for row in db.session.execute(marks)],  # type: ignore[misc]  # six columns
        [(title, result) for title, result in db.session.execute(classes)],
    )


def decision_of(class_result_id: UUID) -> tuple[str, date | None]:
    """Return number and date of the decision that recognised a result."""
    result = get_row(ClassResult, class_result_id)
    return result.decision_no, result.decided_on
