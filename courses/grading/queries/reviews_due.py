"""Which papers may be shown to their writers now and are not yet, or not as they are marked now."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_, exists, or_, select

from courses.exams.machine import AttemptState
from courses.exams.models import Attempt, Exam, ExamState, PaperReview, ReviewPolicy, Submission
from courses.exams.queries.submitted import counts
from courses.grading.models import ClassResult, ExamResult
from portal.kernel import clock
from portal.kernel.database import db

MOST_AT_ONCE = 2000


def list_reviews_due() -> list[UUID]:
    """Return the submissions to show: the exam is over, the mark is there, the policy allows it."""
    is_sat = exists().where(
        Attempt.to_tenant_id == Exam.tenant_id,
        Attempt.exam_id == Exam.id,
        Attempt.state == AttemptState.OPEN,
    )
    is_recognised = exists().where(
        ClassResult.tenant_id == Exam.tenant_id,
        ClassResult.class_run_id == Exam.class_run_id,
        ClassResult.person_id == Submission.person_id,
        ClassResult.superseded_at.is_(None),
        ClassResult.decided_on.is_not(None),
    )
    is_shown = exists().where(
        PaperReview.tenant_id == ExamResult.tenant_id,
        PaperReview.submission_id == ExamResult.submission_id,
        PaperReview.shown_at >= ExamResult.scored_at,
    )
    statement = (
        select(Submission.id)
        .join(Exam, and_(Exam.tenant_id == Submission.to_tenant_id, Exam.id == Submission.exam_id))
        .join(
            ExamResult,
            and_(ExamResult.tenant_id == Exam.tenant_id, ExamResult.submission_id == Submission.id),
        )
        .where(
            or_(
                Exam.review_policy == ReviewPolicy.ANSWERS_AFTER_CLOSE,
                and_(Exam.review_policy == ReviewPolicy.ANSWERS_AFTER_RESULTS, is_recognised),
            ),
            or_(Exam.state == ExamState.CLOSED, Exam.closes_at <= clock.now()),
            Exam.state != ExamState.DRAFT,
            ~is_sat,
            ExamResult.superseded_at.is_(None),
            counts(),
            ~is_shown,
        )
        .order_by(Submission.id)
        .limit(MOST_AT_ONCE)
    )
    return list(db.session.scalars(statement))
