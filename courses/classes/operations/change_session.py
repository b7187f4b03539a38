"""One session of a class: moved, added, given to a lecturer, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import func, select

from courses.classes.models import Attendance, ClassRun, ClassSession
from courses.classes.queries.lecturers import list_lecturers
from courses.classes.states import ClassState
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

MOST_PERIODS = 12


@dataclass(frozen=True, slots=True)
class SessionDetails:
    """What is announced about a session; day and hour are those of Viet Nam."""

    title: str
    day: date
    begins_at: time
    periods: int
    place: str = ""
    lecturer_name: str = ""
    lecturer_account_id: UUID | None = None


@operation
def add_session(*, class_run_id: UUID, details: SessionDetails) -> UUID:
    """Add a session beside those of the programme; return its id."""
    run = _lock_run(class_run_id)
    session = ClassSession(class_run_id=run.id, lesson_id=None)
    _write(session, details)
    db.session.add(session)
    audit.record("class_session.added", session, class_run_id=run.id)
    return session.id


@operation
def change_session(*, class_session_id: UUID, details: SessionDetails) -> None:
    """Change a session; its periods stay once attendance was taken."""
    session = lock(ClassSession, class_session_id)
    _lock_run(session.class_run_id)
    if details.periods != session.periods and _has_attendance(session):
        raise RuleRefused("Buổi đã điểm danh, không đổi được số tiết.", field="periods")
    before = {"starts_at": session.starts_at, "periods": session.periods, "lecturer": session.lecturer_name}
    _write(session, details)
    after = {"starts_at": session.starts_at, "periods": session.periods, "lecturer": session.lecturer_name}
    audit.record("class_session.changed", session, before=before, after=after)


@operation
def remove_session(*, class_session_id: UUID) -> None:
    """Take a session away that nobody's attendance was recorded for."""
    session = lock(ClassSession, class_session_id)
    _lock_run(session.class_run_id)
    if _has_attendance(session):
        raise RuleRefused("Buổi đã điểm danh, không bỏ được.")
    db.session.delete(session)
    audit.record("class_session.removed", subject_id=class_session_id, title=session.title)


def _lock_run(class_run_id: UUID) -> ClassRun:
    run = lock(ClassRun, class_run_id)
    if run.state in {ClassState.FINISHED, ClassState.CANCELLED}:
        raise RuleRefused("Lớp đã kết thúc, không sửa được nữa.")
    return run


def _write(session: ClassSession, details: SessionDetails) -> None:
    if not 1 <= details.periods <= MOST_PERIODS:
        raise DomainError(f"Một buổi có từ 1 đến {MOST_PERIODS} tiết.", field="periods")
    session.title = details.title.strip()
    session.starts_at = datetime.combine(details.day, details.begins_at, clock.LOCAL)
    session.periods = details.periods
    session.place = details.place.strip()
    session.lecturer_account_id = details.lecturer_account_id
    session.lecturer_name = _lecturer_name(details)


def _lecturer_name(details: SessionDetails) -> str:
    if details.lecturer_account_id is None:
        return details.lecturer_name.strip()
    names = dict(list_lecturers())
    if details.lecturer_account_id not in names:
        raise DomainError("Chọn giảng viên trong danh sách.", field="lecturer_account_id")
    return names[details.lecturer_account_id]


def _has_attendance(session: ClassSession) -> bool:
    statement = select(func.count()).where(
        Attendance.tenant_id == session.tenant_id, Attendance.class_session_id == session.id
    )
    return bool(db.session.scalar(statement))
