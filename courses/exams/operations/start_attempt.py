"""The candidate presses “Bắt đầu làm bài”."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from courses.exams.access_code import is_code
from courses.exams.durability import unsafe_settings
from courses.exams.events import EventKind
from courses.exams.machine import AttemptState, Refused, Resume, compute_deadline, decide_start
from courses.exams.models import Attempt, AttemptEvent, Exam, ExamState
from courses.exams.queries.attempts import (
    closing_time,
    durability_settings,
    list_attempts,
    standing_of,
    total_extra_time,
)
from courses.exams.queries.candidate import find_paper, get_exam
from portal.kernel import audit, clock, jobs
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id

CLOSING_JOB = "courses.exams.close_attempt"
NO_PAPER = (
    "Chưa có đề cho đồng chí. Đề được phát trong vài phút sau khi vào lớp; nếu chưa có, báo cán bộ coi thi."
)
NOT_DURABLE = (
    "Máy chủ cơ sở dữ liệu đang đặt ở chế độ có thể mất dữ liệu ({0}), nên chưa mở được bài thi. "
    "Báo người quản trị."
)


@operation
def start_attempt(*, exam_id: UUID, access_code: str = "", device: str = "") -> UUID:
    """Open the person's attempt, or go on with the one that is open; return its id.

    Two starts at once give one attempt: the unique key of the attempt number decides which was
    first. Going on at another device is a move, which is noted.
    Raises NotFound without a place in the class, RuleRefused outside the window, without a paper or
    without attempts left, DomainError for a wrong access code or unsafe database settings.
    """
    person_id = current_actor().person_id
    if person_id is None:
        raise NotFound
    row = get_exam(exam_id, person_id)
    attempts = [(one.id, standing_of(one).shown_state) for one in row.attempts]
    decision = decide_start(attempts, row.window, clock.now())
    if isinstance(decision, Resume):
        return _go_on(decision.attempt_id, device)
    _check_may_begin(row.exam, access_code)
    if not row.papers:
        raise RuleRefused(NO_PAPER)
    if isinstance(decision, Refused):
        raise RuleRefused(decision.reason)
    return _begin(row.exam, person_id, decision.number, device)


def _check_may_begin(exam: Exam, access_code: str) -> None:
    if exam.state is not ExamState.PUBLISHED:
        raise RuleRefused("Bài thi đã đóng.")
    if not is_code(exam.access_code_hash, access_code):
        raise DomainError("Mã vào phòng thi không đúng. Hỏi cán bộ coi thi.", field="access_code")
    unsafe = unsafe_settings(durability_settings())
    if unsafe:
        raise DomainError(NOT_DURABLE.format(", ".join(unsafe)))


def _begin(exam: Exam, person_id: UUID, number: int, device: str) -> UUID:
    paper = find_paper(exam.id, person_id, number)
    if paper is None:
        raise RuleRefused(NO_PAPER)
    now = clock.now()
    extra = total_extra_time(exam, person_id, paper)
    deadline = compute_deadline(now, timedelta(minutes=exam.duration_minutes), extra, exam.closes_at)
    attempt_id: UUID | None = db.session.scalar(
        insert(Attempt)
        .values(
            tenant_id=current_tenant_id(),
            id=new_id(),
            person_id=person_id,
            to_tenant_id=exam.tenant_id,
            exam_id=exam.id,
            paper_id=paper,
            number=number,
            state=AttemptState.OPEN,
            started_at=now,
            seen_at=now,
            late_count=0,
            deadline=deadline,
            device=device,
        )
        .on_conflict_do_nothing(index_elements=["tenant_id", "person_id", "exam_id", "number"])
        .returning(Attempt.id)
    )
    if attempt_id is None:  # the other of two starts was first
        return _go_on(list_attempts(exam.id, person_id)[-1].id, device)
    plan_closing(attempt_id, deadline)
    audit.record("attempt.started", subject_id=attempt_id, exam_id=exam.id, number=number, deadline=deadline)
    return attempt_id


def _go_on(attempt_id: UUID, device: str) -> UUID:
    attempt = lock(Attempt, attempt_id)
    is_moved = bool(attempt.device) and attempt.device != device
    if is_moved:
        note_move(attempt)
    attempt.device = device
    audit.record("attempt.resumed", attempt, is_moved=is_moved)
    return attempt_id


def note_move(attempt: Attempt) -> None:
    """Write into the log of the attempt that it goes on at another device."""
    note_events(attempt, [EventKind.DEVICE_MOVED])


def note_events(attempt: Attempt, kinds: Iterable[EventKind]) -> None:
    """Write into the log of the attempt what happened beside the answers."""
    db.session.add_all(
        AttemptEvent(
            to_tenant_id=attempt.to_tenant_id, person_id=attempt.person_id, attempt_id=attempt.id, kind=kind
        )
        for kind in kinds
    )


def plan_closing(attempt_id: UUID, deadline: datetime) -> None:
    """Have the server collect the attempt at its deadline if nobody submits it."""
    jobs.defer(CLOSING_JOB, once=str(attempt_id), at=closing_time(deadline), attempt_id=attempt_id)
