"""Time lost by an outage of ours is given back to everybody who was at work."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from courses.exams.models import Exam
from courses.exams.operations.extend_window import extend_window
from courses.exams.operations.give_order import give_order
from courses.exams.orders import OrderKind
from courses.exams.queries.proctor import list_sitters
from portal.kernel.database import get_row
from portal.kernel.errors import DomainError


def give_back_time(*, exam_id: UUID, minutes: int, reason: str) -> int:
    """Extend the window and every running attempt by so many minutes; return how many attempts.

    An order for each person, so that the record of each says why. One that ended meanwhile is left out.
    """
    exam = get_row(Exam, exam_id)
    running = [row.id for row in list_sitters(exam) if row.is_running]
    closes_at = exam.closes_at + timedelta(minutes=minutes)
    extend_window(exam_id=exam_id, closes_at=closes_at, reason=reason)
    extended = 0
    for enrolment_id in running:
        try:
            give_order(
                exam_id=exam_id,
                enrolment_id=enrolment_id,
                kind=OrderKind.EXTRA_TIME,
                reason=reason,
                minutes=minutes,
            )
        except DomainError:
            continue
        extended += 1
    return extended
