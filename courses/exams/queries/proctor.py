"""Who sits an exam now, and how it goes; never what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, func, select

from courses.classes.models import ClassRun, Enrolment
from courses.classes.states import ClassState
from courses.exams.events import EventKind
from courses.exams.machine import AttemptState
from courses.exams.models import Attempt, AttemptEvent, Exam, ExamOrder
from courses.exams.orders import OrderKind, possible_orders
from courses.exams.queries.attempts import standing_of
from portal.kernel import clock
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.kernel.text import sort_name

SILENT_AFTER = timedelta(minutes=3)
"""Without a save for so long a candidate may have lost contact, or be thinking."""


@dataclass(frozen=True, slots=True)
class SitterRow:
    """One person of the class with the newest attempt, None before the start."""

    enrolment: Enrolment
    attempt: Attempt | None
    extra_minutes: int
    focus_lost: int

    @property
    def id(self) -> UUID:
        return self.enrolment.id

    @property
    def name(self) -> str:
        return self.enrolment.full_name

    @property
    def is_running(self) -> bool:
        return self.attempt is not None and standing_of(self.attempt).is_running

    @property
    def is_silent(self) -> bool:
        """Tell whether a running attempt has not saved anything for some minutes."""
        return (
            self.attempt is not None and self.is_running and clock.now() - self.attempt.seen_at > SILENT_AFTER
        )

    @property
    def urgency(self) -> int:
        """Return where the person stands in the list: silent, at work, not come yet, done."""
        if self.is_running:
            return 0 if self.is_silent else 1
        return 3 if self.attempt else 2

    @property
    def minutes_left(self) -> int:
        """Return whole minutes until the deadline of a running attempt."""
        if self.attempt is None or not self.is_running:
            return 0
        return max(0, int((self.attempt.deadline - clock.now()).total_seconds() // 60))


@dataclass(frozen=True, slots=True)
class SitterPage:
    """One sitting with its log and what was ordered about it."""

    exam: Exam
    row: SitterRow
    events: list[AttemptEvent]
    orders: list[ExamOrder]
    possible: list[OrderKind]


def list_sitters(exam: Exam) -> list[SitterRow]:
    """Return everybody of the class, those to look after first; four statements whatever their number."""
    learners = db.session.scalars(
        select(Enrolment).where(
            Enrolment.tenant_id == exam.tenant_id,
            Enrolment.class_run_id == exam.class_run_id,
            Enrolment.left_on.is_(None),
        )
    )
    attempts = _newest_attempts(exam)
    extra = _extra_minutes(exam)
    focus = _focus_losses(exam)
    rows = [
        SitterRow(
            learner,
            attempts.get(learner.person_id),
            extra.get(learner.person_id, 0),
            focus.get(learner.person_id, 0),
        )
        for learner in learners
    ]
    return sorted(rows, key=lambda row: (row.urgency, sort_name(row.name), row.enrolment.birth_date))


def get_sitter_page(exam_id: UUID, enrolment_id: UUID) -> SitterPage:
    """Return one person's sitting; NotFound for somebody of another class."""
    exam, enrolment = get_row(Exam, exam_id), get_row(Enrolment, enrolment_id)
    if enrolment.class_run_id != exam.class_run_id:
        raise NotFound
    attempt = find_attempt_of(exam, enrolment.person_id)
    events = _list_events(attempt) if attempt else []
    orders = _list_orders(exam, enrolment.person_id)
    run = get_row(ClassRun, exam.class_run_id)
    possible = possible_orders(
        attempt.state if attempt else None,
        late_count=attempt.late_count if attempt else 0,
        is_locked=run.state is ClassState.FINISHED,
        is_window_over=exam.closes_at <= clock.now(),
    )
    given = sum(order.minutes or 0 for order in orders if order.kind is OrderKind.EXTRA_TIME)
    lost = sum(event.kind is EventKind.FOCUS_LOST for event in events)
    return SitterPage(exam, SitterRow(enrolment, attempt, given, lost), events, orders, possible)


def find_attempt_of(exam: Exam, person_id: UUID) -> Attempt | None:
    """Return the newest attempt of a person at an exam, or None."""
    return db.session.scalar(
        select(Attempt)
        .where(
            Attempt.to_tenant_id == exam.tenant_id, Attempt.exam_id == exam.id, Attempt.person_id == person_id
        )
        .order_by(Attempt.number.desc())
        .limit(1)
    )


def count_states(rows: list[SitterRow]) -> dict[str, int]:
    """Return how many have not begun, are at work, are silent, have handed in, and were voided."""
    counted = {"absent": 0, "running": 0, "silent": 0, "closed": 0, "void": 0}
    for row in rows:
        if row.attempt is None:
            counted["absent"] += 1
        elif row.attempt.state is AttemptState.VOID:
            counted["void"] += 1
        elif row.is_running:
            counted["silent" if row.is_silent else "running"] += 1
        else:
            counted["closed"] += 1
    return counted


def _newest_attempts(exam: Exam) -> dict[UUID, Attempt]:
    statement = select(Attempt).where(Attempt.to_tenant_id == exam.tenant_id, Attempt.exam_id == exam.id)
    return {row.person_id: row for row in db.session.scalars(statement.order_by(Attempt.number))}


def _extra_minutes(exam: Exam) -> dict[UUID, int]:
    statement = (
        select(ExamOrder.person_id, func.sum(ExamOrder.minutes))
        .where(
            ExamOrder.tenant_id == exam.tenant_id,
            ExamOrder.exam_id == exam.id,
            ExamOrder.kind == OrderKind.EXTRA_TIME,
        )
        .group_by(ExamOrder.person_id)
    )
    return {person_id: minutes or 0 for person_id, minutes in db.session.execute(statement)}


def _focus_losses(exam: Exam) -> dict[UUID, int]:
    statement = (
        select(AttemptEvent.person_id, func.count())
        .join(
            Attempt,
            and_(Attempt.tenant_id == AttemptEvent.tenant_id, Attempt.id == AttemptEvent.attempt_id),
        )
        .where(
            AttemptEvent.to_tenant_id == exam.tenant_id,
            Attempt.to_tenant_id == exam.tenant_id,
            Attempt.exam_id == exam.id,
            AttemptEvent.kind == EventKind.FOCUS_LOST,
        )
        .group_by(AttemptEvent.person_id)
    )
    return dict(db.session.execute(statement).all())


def _list_events(attempt: Attempt) -> list[AttemptEvent]:
    statement = select(AttemptEvent).where(
        AttemptEvent.tenant_id == attempt.tenant_id, AttemptEvent.attempt_id == attempt.id
    )
    return list(db.session.scalars(statement.order_by(AttemptEvent.happened_at, AttemptEvent.id)))


def _list_orders(exam: Exam, person_id: UUID) -> list[ExamOrder]:
    statement = select(ExamOrder).where(
        ExamOrder.tenant_id == exam.tenant_id, ExamOrder.exam_id == exam.id, ExamOrder.person_id == person_id
    )
    return list(db.session.scalars(statement.order_by(ExamOrder.ordered_at)))
