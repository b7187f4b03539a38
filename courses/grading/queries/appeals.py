"""Appeals: a person's own mark with what was asked about it, and what waits for Khối."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select

from courses.classes.models import ClassRun, Enrolment
from courses.classes.states import ClassState
from courses.exams.models import Exam
from courses.grading.models import Appeal, AppealAnswer, ExamResult
from portal.kernel.database import db, get_row
from portal.kernel.tenancy import current_tenant_id


@dataclass(frozen=True, slots=True)
class OwnMark:
    """One of a person's marks, with the appeal against it and the answer, None for none."""

    result: ExamResult
    exam: Exam
    is_locked: bool
    appeal: Appeal | None
    answer: AppealAnswer | None


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal as Khối's desk shows it."""

    appeal: Appeal
    result: ExamResult
    exam: Exam
    full_name: str
    organization_name: str
    answer: AppealAnswer | None


def get_own_mark(exam_result_id: UUID) -> OwnMark:
    """Return one mark of the person behind the actor's door."""
    result = get_row(ExamResult, exam_result_id)
    exam, run = db.session.execute(
        select(Exam, ClassRun)
        .join(ClassRun, and_(ClassRun.tenant_id == Exam.tenant_id, ClassRun.id == Exam.class_run_id))
        .where(Exam.tenant_id == result.tenant_id, Exam.id == result.exam_id)
    ).one()
    appeal, answer = _appeal_behind(result)
    return OwnMark(result, exam, run.state is ClassState.FINISHED, appeal, answer)


def _appeal_behind(result: ExamResult) -> tuple[Appeal | None, AppealAnswer | None]:
    """Return the appeal against a mark, or the one whose answer gave this mark.

    A mark that came later for another reason, such as a corrected key, has no appeal yet.
    """
    asked = (
        select(Appeal, AppealAnswer)
        .join(
            ExamResult,
            and_(ExamResult.tenant_id == Appeal.to_tenant_id, ExamResult.id == Appeal.exam_result_id),
        )
        .outerjoin(AppealAnswer, AppealAnswer.appeal_id == Appeal.id)
        .where(
            ExamResult.submission_id == result.submission_id,
            or_(Appeal.exam_result_id == result.id, AppealAnswer.answered_at >= result.scored_at),
        )
        .order_by(Appeal.appealed_at.desc())
        .limit(1)
    )
    appeal, answer = db.session.execute(asked).one_or_none() or (None, None)
    return appeal, answer


def find_answer(appeal: Appeal) -> AppealAnswer | None:
    """Return the answer to an appeal, or None."""
    return db.session.scalar(select(AppealAnswer).where(AppealAnswer.appeal_id == appeal.id))


def find_current_result(submission_id: UUID) -> ExamResult | None:
    """Return the mark of a submission that stands now, or None."""
    return db.session.scalar(
        select(ExamResult).where(
            ExamResult.tenant_id == current_tenant_id(),
            ExamResult.submission_id == submission_id,
            ExamResult.superseded_at.is_(None),
        )
    )


def count_open_appeals() -> int:
    """Return how many appeals to the actor's house wait for an answer."""
    answered = exists().where(
        AppealAnswer.tenant_id == Appeal.to_tenant_id, AppealAnswer.appeal_id == Appeal.id
    )
    statement = select(func.count()).select_from(Appeal)
    return db.session.scalar(statement.where(Appeal.to_tenant_id == current_tenant_id(), ~answered)) or 0


def list_appeals(*, exam_id: UUID | None = None, appeal_id: UUID | None = None) -> list[AppealRow]:
    """Return the appeals to the actor's house, those without an answer first, the oldest on top."""
    statement = (
        select(Appeal, ExamResult, Exam, Enrolment.full_name, Enrolment.organization_name, AppealAnswer)
        .select_from(Appeal)
        .join(
            ExamResult,
            and_(ExamResult.tenant_id == Appeal.to_tenant_id, ExamResult.id == Appeal.exam_result_id),
        )
        .join(Exam, and_(Exam.tenant_id == ExamResult.tenant_id, Exam.id == ExamResult.exam_id))
        .join(
            Enrolment,
            and_(
                Enrolment.tenant_id == Exam.tenant_id,
                Enrolment.class_run_id == Exam.class_run_id,
                Enrolment.person_id == Appeal.person_id,
            ),
        )
        .outerjoin(
            AppealAnswer,
            and_(AppealAnswer.tenant_id == Appeal.to_tenant_id, AppealAnswer.appeal_id == Appeal.id),
        )
        .where(Appeal.to_tenant_id == current_tenant_id())
        .order_by(AppealAnswer.id.is_not(None), Appeal.appealed_at)
    )
    if exam_id is not None:
        statement = statement.where(Exam.id == exam_id)
    if appeal_id is not None:
        statement = statement.where(Appeal.id == appeal_id)
    return [AppealRow(*row) for row in db.session.execute(statement)]
