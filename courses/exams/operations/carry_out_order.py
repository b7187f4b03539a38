"""Carrying out what a proctor ordered, at the door of the person whose attempt it is."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from courses.exams.machine import (
    AlreadyClosed,
    AttemptState,
    Refused,
    compute_deadline,
    decide_accept_late,
    decide_reopen,
    decide_void,
)
from courses.exams.models import Answer, Attempt, ExamOrder
from courses.exams.operations.start_attempt import plan_closing
from courses.exams.operations.submit_attempt import hand_in
from courses.exams.orders import OrderKind
from courses.exams.queries.attempts import get_exam_of, list_held, list_late, total_extra_time
from courses.exams.saving import Held
from portal.kernel import audit, clock, jobs
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import new_id

WITHDRAWING_JOB = "courses.grading.withdraw_marks"


@operation
def carry_out_order(*, order_id: UUID) -> None:
    """Change the attempt as ordered; refused when it changed meanwhile and the order no longer fits."""
    order = get_row(ExamOrder, order_id)
    if order.attempt_id is None:
        raise NotFound
    attempt = lock(Attempt, order.attempt_id)
    _CARRY[order.kind](attempt, order)
    audit.record(
        f"attempt.{order.kind}_carried_out",
        attempt,
        order_id=order.id,
        state=attempt.state,
        deadline=attempt.deadline,
    )


def _extend(attempt: Attempt, _order: ExamOrder) -> None:
    if attempt.state is not AttemptState.OPEN:
        raise RuleRefused("Lượt thi vừa kết thúc nên không thêm giờ được.")
    exam = get_exam_of(attempt)
    extra = total_extra_time(exam, attempt.person_id, attempt.paper_id)
    attempt.deadline = compute_deadline(
        attempt.started_at, timedelta(minutes=exam.duration_minutes), extra, exam.closes_at
    )


def _void(attempt: Attempt, order: ExamOrder) -> None:
    decision = decide_void(attempt.state, order.reason, is_locked=False)
    if isinstance(decision, Refused):
        raise RuleRefused(decision.reason)
    if not isinstance(decision, AlreadyClosed):
        attempt.state = AttemptState.VOID
        _withdraw(attempt)


def _reopen(attempt: Attempt, order: ExamOrder) -> None:
    now, exam = clock.now(), get_exam_of(attempt)
    deadline = min(now + timedelta(minutes=order.minutes or 0), exam.closes_at)
    decision = decide_reopen(attempt.state, deadline, now, order.reason, is_locked=False)
    if isinstance(decision, Refused):
        raise RuleRefused(decision.reason)
    attempt.state, attempt.deadline = AttemptState.OPEN, decision.deadline
    attempt.submitted_at = attempt.receipt = attempt.answered_count = None
    attempt.device = ""
    plan_closing(attempt.id, attempt.deadline)
    _withdraw(attempt)


def _accept_late(attempt: Attempt, order: ExamOrder) -> None:
    held, late = list_held(attempt.id), list_late(attempt.id)
    accepted = 0
    for item, newest in late.items():
        before = held.get(item)
        decision = decide_accept_late(
            attempt.state,
            held_seq=before.seq if before else None,
            late_seq=newest.seq,
            reason=order.reason,
            is_locked=False,
        )
        if isinstance(decision, Refused):
            continue
        _keep_answer(attempt, item, newest)
        accepted += 1
    if not accepted:
        raise RuleRefused("Không có câu trả lời muộn nào mới hơn câu đã nộp.")
    hand_in(attempt, attempt.state, attempt.submitted_at or clock.now())
    _withdraw(attempt)


def _keep_answer(attempt: Attempt, item: int, newest: Held) -> None:
    """Make a late answer the current one of its item."""
    values = {"seq": newest.seq, "value": newest.value, "received_at": clock.now()}
    key = {"tenant_id": attempt.tenant_id, "attempt_id": attempt.id, "item": item}
    statement = insert(Answer).values(id=new_id(), person_id=attempt.person_id, **key, **values)
    db.session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def _release_device(attempt: Attempt, _order: ExamOrder) -> None:
    attempt.device = ""


def _withdraw(attempt: Attempt) -> None:
    """Have the marks of what no longer counts taken back, by Khối's own operator."""
    jobs.defer(WITHDRAWING_JOB, once=str(attempt.id), attempt_id=attempt.id)


_CARRY = {
    OrderKind.EXTRA_TIME: _extend,
    OrderKind.VOID: _void,
    OrderKind.REOPEN: _reopen,
    OrderKind.ACCEPT_LATE: _accept_late,
    OrderKind.RELEASE_DEVICE: _release_device,
}
