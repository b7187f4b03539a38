"""Khối answers an appeal: the mark stands, or another one takes its place."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from courses.classes.models import ClassRun
from courses.classes.states import ClassState
from courses.exams.machine import LOCKED
from courses.exams.models import Exam
from courses.grading.models import Appeal, AppealAnswer, ExamResult
from courses.grading.queries.appeals import find_answer, find_current_result
from courses.grading.rules import CENT, TEN
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import Conflict, DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def answer_appeal(*, appeal_id: UUID, mark: Decimal, reason: str) -> bool:
    """Write the answer and, when the mark differs, the new one; tell whether it changed."""
    appeal = get_row(Appeal, appeal_id)
    appealed = get_row(ExamResult, appeal.exam_result_id)
    exam = lock(Exam, appealed.exam_id)
    if get_row(ClassRun, exam.class_run_id).state is ClassState.FINISHED:
        raise RuleRefused(LOCKED.reason)
    if find_answer(appeal) is not None:
        raise Conflict("Đề nghị này đã được trả lời.")
    if not 0 <= mark <= TEN or mark != mark.quantize(CENT):
        raise DomainError("Điểm từ 0 đến 10, nhiều nhất hai chữ số thập phân.", field="mark")
    if not reason.strip():
        raise DomainError("Phải ghi lý do.", field="reason")
    current = find_current_result(appealed.submission_id)
    if current is None:
        raise Conflict("Bài này hiện không có điểm: bài đã bị hủy hoặc đang chấm lại.")
    answer = AppealAnswer(
        to_tenant_id=appeal.tenant_id,
        appeal_id=appeal.id,
        person_id=appeal.person_id,
        mark_before=current.mark,
        mark=mark,
        reason=reason.strip(),
        answered_by=current_actor().name,
        answered_at=clock.now(),
    )
    db.session.add(answer)
    if mark != current.mark:
        _replace(current, mark, exam.pass_mark, answer.answered_at)
    audit.record(
        "appeal.answered",
        answer,
        before={"mark": answer.mark_before},
        after={"mark": mark},
        reason=answer.reason,
    )
    return mark != answer.mark_before


def _replace(current: ExamResult, mark: Decimal, pass_mark: Decimal, at: datetime) -> None:
    current.superseded_at = at
    db.session.flush()
    db.session.add(
        ExamResult(
            to_tenant_id=current.to_tenant_id,
            exam_id=current.exam_id,
            person_id=current.person_id,
            submission_id=current.submission_id,
            attempt_number=current.attempt_number,
            mark=mark,
            is_passed=mark >= pass_mark,
            scored_at=at,
        )
    )
