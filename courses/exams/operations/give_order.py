"""A proctor decides about one person's sitting (exams.md, integrity).

Khối never writes in a person's house. The order is Khối's own row, recorded in Khối's chain; then the
attempt is changed at the person's own door, as the closing job does, and that house's chain names the
officer who ordered it (docs/decisions/005 has the same form).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from courses.classes.models import ClassRun, Enrolment
from courses.classes.states import ClassState
from courses.exams.models import Attempt, Exam, ExamOrder
from courses.exams.operations.carry_out_order import carry_out_order
from courses.exams.orders import OrderKind, check_order
from courses.exams.queries.answers_shown import refuse_when_answers_are_shown
from courses.exams.queries.proctor import find_attempt_of
from portal.kernel import audit, clock
from portal.kernel.actor import Actor, Door, Role, current_actor
from portal.kernel.database import db, get_row, lock, session_as
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.operation import operation


@dataclass(frozen=True, slots=True)
class _Given:
    order_id: UUID
    house_id: UUID
    person_id: UUID
    has_attempt: bool


def give_order(
    *, exam_id: UUID, enrolment_id: UUID, kind: OrderKind, reason: str, minutes: int | None = None
) -> None:
    """Order and carry out; what is ordered before the person has started waits for the start.

    ``minutes`` is the extra time, or how long a reopened attempt runs from now. Raises RuleRefused when
    the state of the attempt or of the class forbids it, DomainError without a reason.
    """
    officer = current_actor()
    given = _order(exam_id=exam_id, enrolment_id=enrolment_id, kind=kind, reason=reason, minutes=minutes)
    if not given.has_attempt:
        return
    person = Actor(
        tenant_id=given.house_id,
        door=Door.MEMBER,
        roles=frozenset({Role.CANDIDATE}),
        person_id=given.person_id,
        account_id=officer.account_id,
        name=officer.name,
    )
    with session_as(person):
        carry_out_order(order_id=given.order_id)


@operation
def _order(*, exam_id: UUID, enrolment_id: UUID, kind: OrderKind, reason: str, minutes: int | None) -> _Given:
    exam = lock(Exam, exam_id)
    enrolment = get_row(Enrolment, enrolment_id)
    if enrolment.class_run_id != exam.class_run_id or enrolment.to_tenant_id is None:
        raise NotFound
    attempt = find_attempt_of(exam, enrolment.person_id)
    _check(exam, attempt, kind, reason, minutes)
    order = ExamOrder(
        to_tenant_id=enrolment.to_tenant_id,
        exam_id=exam.id,
        person_id=enrolment.person_id,
        attempt_id=attempt.id if attempt else None,
        kind=kind,
        minutes=minutes,
        reason=reason.strip(),
        ordered_by=current_actor().name,
    )
    db.session.add(order)
    audit.record(f"exam_order.{kind}", order, person_id=order.person_id, minutes=minutes, reason=order.reason)
    return _Given(order.id, enrolment.to_tenant_id, enrolment.person_id, attempt is not None)


def _check(exam: Exam, attempt: Attempt | None, kind: OrderKind, reason: str, minutes: int | None) -> None:
    run = get_row(ClassRun, exam.class_run_id)
    refusal = check_order(
        kind,
        state=attempt.state if attempt else None,
        late_count=attempt.late_count if attempt else 0,
        is_locked=run.state is ClassState.FINISHED,
        is_window_over=exam.closes_at <= clock.now(),
    )
    if refusal:
        raise DomainError(refusal)
    if kind is OrderKind.REOPEN:
        refuse_when_answers_are_shown(exam.id)
    if kind in {OrderKind.EXTRA_TIME, OrderKind.REOPEN} and minutes is None:
        raise DomainError("Cần số phút.", field="minutes")
    if not reason.strip():
        raise DomainError("Phải ghi lý do.", field="reason")
