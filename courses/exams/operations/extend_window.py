"""Keeping an exam open longer than announced: a late start, a power cut, a person let back in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from courses.classes.models import ClassRun
from courses.classes.states import ClassState
from courses.exams.machine import LOCKED
from courses.exams.models import Exam, ExamState
from courses.exams.queries.answers_shown import refuse_when_answers_are_shown
from portal.kernel import audit, clock
from portal.kernel.database import get_row, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def extend_window(*, exam_id: UUID, closes_at: datetime, reason: str) -> None:
    """Move the end of the window later; a closed exam opens again. Deadlines of attempts stay as they are."""
    exam = lock(Exam, exam_id)
    if exam.state is ExamState.DRAFT:
        raise RuleRefused("Bài thi chưa công bố.")
    if get_row(ClassRun, exam.class_run_id).state is ClassState.FINISHED:
        raise RuleRefused(LOCKED.reason)
    if closes_at <= max(exam.closes_at, clock.now()):
        raise DomainError("Giờ đóng mới phải sau giờ đóng cũ và sau bây giờ.", field="closes_on")
    if not reason.strip():
        raise DomainError("Phải ghi lý do.", field="reason")
    refuse_when_answers_are_shown(exam.id)
    before = exam.closes_at
    exam.closes_at, exam.state = closes_at, ExamState.PUBLISHED
    audit.record(
        "exam.window_extended",
        exam,
        before={"closes_at": before},
        after={"closes_at": closes_at},
        reason=reason,
    )
