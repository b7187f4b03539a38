"""Somebody of Khối copies what a person wrote on the printed paper; it is scored as if typed by that person.

The order is Khối's own row with who and why, the answers are written at the person's door (give_order has
the same form), so that one person has one submission and one score however the paper was written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from courses.classes.models import ClassRun, Enrolment
from courses.classes.states import ClassState
from courses.exams.events import EventKind
from courses.exams.machine import AttemptState
from courses.exams.models import Answer, AnswerEvent, Attempt, Exam, ExamOrder, ExamPurpose, ExamState
from courses.exams.operations.submit_attempt import hand_in
from courses.exams.orders import OrderKind, check_order
from courses.exams.queries.answers_shown import refuse_when_answers_are_shown
from courses.exams.queries.attempts import get_items, list_held
from courses.exams.queries.candidate import find_paper
from courses.exams.queries.on_paper import ON_PAPER
from courses.exams.queries.proctor import find_attempt_of
from portal.kernel import audit, clock, jobs
from portal.kernel.actor import Actor, Door, Role, current_actor
from portal.kernel.database import db, get_row, lock, session_as
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import new_id

WITHDRAWING_JOB = "courses.grading.withdraw_marks"
FIRST = 1


def enter_paper(
    *, exam_id: UUID, enrolment_id: UUID, answers: Mapping[int, Sequence[str]], reason: str = ""
) -> None:
    """Record the answers of a printed paper, or correct them with a reason.

    Raises RuleRefused for somebody who sat on screen, for a class whose results are recognised, and
    once answers were shown; DomainError for a correction without a reason.
    """
    officer = current_actor()
    order_id, house_id, person_id = _order(exam_id=exam_id, enrolment_id=enrolment_id, reason=reason)
    person = Actor(
        tenant_id=house_id,
        door=Door.MEMBER,
        roles=frozenset({Role.CANDIDATE}),
        person_id=person_id,
        account_id=officer.account_id,
        name=officer.name,
    )
    with session_as(person):
        _write(order_id=order_id, answers=answers)


@operation
def _order(*, exam_id: UUID, enrolment_id: UUID, reason: str) -> tuple[UUID, UUID, UUID]:
    exam = lock(Exam, exam_id)
    enrolment = get_row(Enrolment, enrolment_id)
    if enrolment.class_run_id != exam.class_run_id or enrolment.to_tenant_id is None:
        raise NotFound
    attempt = find_attempt_of(exam, enrolment.person_id)
    _check(exam, attempt, reason)
    order = ExamOrder(
        to_tenant_id=enrolment.to_tenant_id,
        exam_id=exam.id,
        person_id=enrolment.person_id,
        attempt_id=attempt.id if attempt else None,
        kind=OrderKind.ON_PAPER,
        reason=reason.strip(),
        ordered_by=current_actor().name,
    )
    db.session.add(order)
    db.session.flush()
    audit.record("exam_order.on_paper", order, person_id=order.person_id, reason=order.reason)
    return order.id, enrolment.to_tenant_id, enrolment.person_id


def _check(exam: Exam, attempt: Attempt | None, reason: str) -> None:
    if exam.purpose is not ExamPurpose.SCREENING or exam.state is ExamState.DRAFT:
        raise RuleRefused("Bài này không nhập từ giấy.")
    if attempt is not None and attempt.device != ON_PAPER:
        raise RuleRefused("Người này đã thi trên máy; mỗi người một bài.")
    run = get_row(ClassRun, exam.class_run_id)
    refusal = check_order(
        OrderKind.ON_PAPER,
        state=attempt.state if attempt else None,
        late_count=0,
        is_locked=run.state is ClassState.FINISHED,
        is_window_over=False,
    )
    if refusal:
        raise RuleRefused(refusal)
    refuse_when_answers_are_shown(exam.id)
    if attempt is not None and not reason.strip():
        raise DomainError("Bài này đã nhập; sửa thì ghi lý do.", field="reason")


@operation
def _write(*, order_id: UUID, answers: Mapping[int, Sequence[str]]) -> None:
    order = get_row(ExamOrder, order_id)
    attempt = lock(Attempt, order.attempt_id) if order.attempt_id else _begin(order)
    held = list_held(attempt.id)
    for item in get_items(attempt.paper_id):
        before, value = held.get(item.item), list(answers.get(item.item, ()))
        if value != (before.value if before else []):
            _keep(attempt, item.item, before.seq + 1 if before else FIRST, value)
    db.session.flush()
    hand_in(attempt, AttemptState.SUBMITTED, clock.now())
    if order.attempt_id:
        jobs.defer(WITHDRAWING_JOB, once=str(attempt.id), attempt_id=attempt.id)
    audit.record("attempt.entered_from_paper", attempt, order_id=order.id, receipt=attempt.receipt)


def _begin(order: ExamOrder) -> Attempt:
    exam = get_row(Exam, order.exam_id)
    paper_id = find_paper(exam.id, order.person_id, FIRST)
    if paper_id is None:
        raise RuleRefused("Người này chưa có đề.")
    now = clock.now()
    values = {
        "tenant_id": order.to_tenant_id,
        "person_id": order.person_id,
        "exam_id": exam.id,
        "number": FIRST,
    }
    attempt_id = db.session.scalar(
        insert(Attempt)
        .values(
            id=new_id(),
            to_tenant_id=exam.tenant_id,
            paper_id=paper_id,
            state=AttemptState.OPEN,
            started_at=now,
            deadline=now,
            seen_at=now,
            late_count=0,
            device=ON_PAPER,
            **values,
        )
        .on_conflict_do_nothing(index_elements=list(values))
        .returning(Attempt.id)
    )
    if attempt_id is None:
        raise Conflict("Người này vừa bắt đầu thi trên máy.")
    return lock(Attempt, attempt_id)


def _keep(attempt: Attempt, item: int, seq: int, value: list[str]) -> None:
    """Make a value the current one of its item, and log it."""
    now = clock.now()
    key = {"tenant_id": attempt.tenant_id, "attempt_id": attempt.id, "item": item}
    current = {"seq": seq, "value": value, "received_at": now}
    statement = insert(Answer).values(id=new_id(), person_id=attempt.person_id, **key, **current)
    db.session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=current))
    db.session.add(
        AnswerEvent(
            person_id=attempt.person_id,
            attempt_id=attempt.id,
            kind=EventKind.SAVED,
            item=item,
            seq=seq,
            value=value,
        )
    )
