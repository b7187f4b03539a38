"""Exams as Khối sees them; never an open answer, which no door of Khối shows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select

from courses.bank.queries import get_versions, list_pool
from courses.bank.types import essay
from courses.classes.models import ClassRun, Enrolment
from courses.exams.machine import AttemptState
from courses.exams.models import Attempt, Exam, ExamPurpose, ExamState, Paper, Submission
from courses.exams.queries.submitted import counts
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.kernel.tenancy import current_tenant_id


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An exam with how far it has come."""

    exam: Exam
    class_title: str
    enrolled: int
    with_paper: int
    submitted: int

    @property
    def name(self) -> str:
        return self.exam.title

    @property
    def without_paper(self) -> int:
        """Return how many people of the class have no paper yet."""
        return max(0, self.enrolled - self.with_paper)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody may still start."""
        return self.exam.state is ExamState.PUBLISHED and clock.now() < self.exam.closes_at


def list_desk(*, class_run_id: UUID | None = None, exam_id: UUID | None = None) -> list[DeskRow]:
    """Return the exams of the actor's house, the newest first."""
    enrolled = (
        select(func.count())
        .select_from(Enrolment)
        .where(
            Enrolment.tenant_id == Exam.tenant_id,
            Enrolment.class_run_id == Exam.class_run_id,
            Enrolment.left_on.is_(None),
        )
        .correlate(Exam)
        .scalar_subquery()
    )
    with_paper = (
        select(func.count(func.distinct(Paper.person_id)))
        .where(Paper.tenant_id == Exam.tenant_id, Paper.exam_id == Exam.id)
        .correlate(Exam)
        .scalar_subquery()
    )
    submitted = (
        select(func.count())
        .select_from(Submission)
        .where(Submission.to_tenant_id == Exam.tenant_id, Submission.exam_id == Exam.id, counts())
        .correlate(Exam)
        .scalar_subquery()
    )
    statement = (
        select(Exam, ClassRun.title, enrolled, with_paper, submitted)
        .join(ClassRun, and_(ClassRun.tenant_id == Exam.tenant_id, ClassRun.id == Exam.class_run_id))
        .where(Exam.tenant_id == current_tenant_id())
        .order_by(Exam.created_at.desc(), Exam.id)
    )
    if class_run_id is not None:
        statement = statement.where(Exam.class_run_id == class_run_id)
    if exam_id is not None:
        statement = statement.where(Exam.id == exam_id)
    return [DeskRow(*row) for row in db.session.execute(statement)]


def get_desk_row(exam_id: UUID) -> DeskRow:
    """Return one exam of the actor's house with its counts; NotFound for any other."""
    found = list_desk(exam_id=exam_id)
    if not found:
        raise NotFound
    return found[0]


def find_exam_of(class_run_id: UUID, purpose: ExamPurpose) -> Exam | None:
    """Return the newest published exam of a class for a purpose, or None."""
    return db.session.scalar(
        select(Exam)
        .where(
            Exam.tenant_id == current_tenant_id(),
            Exam.class_run_id == class_run_id,
            Exam.purpose == purpose,
            Exam.state != ExamState.DRAFT,
        )
        .order_by(Exam.created_at.desc())
        .limit(1)
    )


def list_exams_lacking_papers() -> list[UUID]:
    """Return the published exams still open of which somebody in the class has no paper."""
    has_paper = (
        select(Paper.id)
        .where(
            Paper.tenant_id == Exam.tenant_id,
            Paper.exam_id == Exam.id,
            Paper.person_id == Enrolment.person_id,
        )
        .exists()
    )
    statement = (
        select(Exam.id)
        .join(
            Enrolment,
            and_(Enrolment.tenant_id == Exam.tenant_id, Enrolment.class_run_id == Exam.class_run_id),
        )
        .where(
            Exam.tenant_id == current_tenant_id(),
            Exam.state == ExamState.PUBLISHED,
            Exam.closes_at > clock.now(),
            Enrolment.left_on.is_(None),
            ~has_paper,
        )
        .distinct()
    )
    return list(db.session.scalars(statement))


def list_essay_versions() -> list[tuple[UUID, str]]:
    """Return the essay questions of the bank in use: present version and wording."""
    essays_in_use = [row.question_version_id for row in list_pool() if row.kind == essay.NAME]
    return [(version_id, one.text) for version_id, one in get_versions(essays_in_use).items()]


def count_open_attempts(house_id: UUID) -> int:
    """Return how many people of a house are sitting an exam right now."""
    statement = select(func.count()).where(
        Attempt.tenant_id == house_id, Attempt.state == AttemptState.OPEN, Attempt.deadline > clock.now()
    )
    return db.session.scalar(statement) or 0
