"""Khối sets an exam for a class: as a draft that can be changed, until it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from courses.bank.queries import get_versions
from courses.bank.types import essay
from courses.classes.models import ClassRun
from courses.exams.access_code import code_hash
from courses.exams.blueprint import Rule
from courses.exams.models import Exam, ExamPurpose, ExamState, ReviewPolicy
from courses.exams.operations.draw_papers import PaperSource, draw_missing_papers
from courses.exams.queries.answers_shown import refuse_when_answers_are_shown
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

TEN = Decimal(10)
TRIAL_SEED = "trial"


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """Everything about an exam that its setter decides, in the shape the table keeps."""

    title: str
    opens_at: datetime
    closes_at: datetime
    duration_minutes: int
    attempts_allowed: int = 1
    pass_mark: Decimal = Decimal(5)
    access_code: str = ""
    markers_needed: int = 1
    max_difference: Decimal = Decimal(1)
    review_policy: ReviewPolicy = ReviewPolicy.SCORE_ONLY


@operation
def set_screening(*, class_run_id: UUID, plan: ExamPlan, rules: Sequence[Rule]) -> UUID:
    """Set an exam the machine scores, by blueprint; return its id.

    A trial paper is drawn, so that a blueprint the bank cannot fill is refused now and not on the day.
    """
    blueprint = [rule.to_json() for rule in rules]
    PaperSource.for_rules(ExamPurpose.SCREENING, blueprint).draw(TRIAL_SEED)
    return _set(class_run_id, plan, ExamPurpose.SCREENING, blueprint)


@operation
def set_reflection(*, class_run_id: UUID, plan: ExamPlan, question_version_id: UUID) -> UUID:
    """Set the thu hoạch: one essay question worth ten points, marked by people; return its id."""
    question = get_versions([question_version_id]).get(question_version_id)
    if question is None or question.kind != essay.NAME:
        raise DomainError("Chọn một câu tự luận của ngân hàng.", field="question_version_id")
    rule = Rule(count=1, points=TEN, kind=essay.NAME).to_json()
    blueprint = [rule | {"question_version_id": str(question_version_id)}]
    return _set(class_run_id, plan, ExamPurpose.REFLECTION, blueprint)


def _set(class_run_id: UUID, plan: ExamPlan, purpose: ExamPurpose, blueprint: list[dict[str, Any]]) -> UUID:
    run = get_row(ClassRun, class_run_id)
    _check_window(plan)
    exam = Exam(
        class_run_id=run.id,
        title=plan.title.strip(),
        purpose=purpose,
        blueprint=blueprint,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        duration_minutes=plan.duration_minutes,
        attempts_allowed=plan.attempts_allowed,
        pass_mark=plan.pass_mark,
        access_code_hash=code_hash(plan.access_code) if plan.access_code.strip() else None,
        markers_needed=plan.markers_needed,
        max_difference=plan.max_difference,
        review_policy=plan.review_policy,
    )
    db.session.add(exam)
    audit.record("exam.set", exam, class_run_id=run.id, purpose=purpose, opens_at=exam.opens_at)
    return exam.id


def _check_window(plan: ExamPlan) -> None:
    if plan.closes_at <= plan.opens_at:
        raise DomainError("Giờ đóng phải sau giờ mở.", field="closes_at")
    if plan.closes_at <= clock.now():
        raise DomainError("Giờ đóng đã qua.", field="closes_at")
    minutes = (plan.closes_at - plan.opens_at).total_seconds() / 60
    if plan.duration_minutes > minutes:
        raise DomainError(
            "Thời gian làm bài dài hơn khoảng từ giờ mở đến giờ đóng.", field="duration_minutes"
        )


@operation
def publish_exam(*, exam_id: UUID) -> int:
    """Show the exam to its class and draw everybody's paper; return how many papers were drawn."""
    exam = lock(Exam, exam_id)
    if exam.state is not ExamState.DRAFT:
        raise RuleRefused("Bài thi đã được công bố.")
    if exam.closes_at <= clock.now():
        raise RuleRefused("Giờ đóng bài thi đã qua; đặt bài thi khác với thời gian mới.")
    exam.state = ExamState.PUBLISHED
    audit.record("exam.published", exam)
    return draw_missing_papers(exam_id=exam_id)


@operation
def discard_exam(*, exam_id: UUID) -> None:
    """Remove a draft nobody has seen."""
    exam = lock(Exam, exam_id)
    if exam.state is not ExamState.DRAFT:
        raise RuleRefused("Bài thi đã công bố thì không xóa được.")
    audit.record("exam.discarded", exam, title=exam.title)
    db.session.delete(exam)


@operation
def close_exam(*, exam_id: UUID) -> None:
    """Take no further starts; attempts that run go on to their own deadline."""
    exam = lock(Exam, exam_id)
    if exam.state is ExamState.PUBLISHED:
        exam.state = ExamState.CLOSED
    audit.record("exam.closed", exam)


@operation
def change_review_policy(*, exam_id: UUID, review_policy: ReviewPolicy) -> None:
    """Decide what candidates may look back on, and when; final once somebody was shown the answers."""
    exam = lock(Exam, exam_id)
    refuse_when_answers_are_shown(exam.id)
    before, exam.review_policy = exam.review_policy, review_policy
    audit.record(
        "exam.review_policy_changed",
        exam,
        before={"review_policy": before},
        after={"review_policy": review_policy},
    )
