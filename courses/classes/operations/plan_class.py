"""A new class, with its half-days laid out from the programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from courses.catalog.models import ProgrammeVersion
from courses.catalog.queries import list_lessons
from courses.classes.models import ClassRun, ClassSession
from courses.classes.rules import Part, PlannedSession, plan_sessions
from courses.classes.states import DeliveryMode
from portal.eligibility.working_days import is_working_day
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.pages import holiday_days

LONGEST_CLASS = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class ClassDetails:
    """What is announced about a class; ``ends_on`` None means "as long as the sessions take"."""

    code: str
    title: str
    delivery_mode: DeliveryMode | str
    starts_on: date
    nominate_until: date
    seats: int
    ends_on: date | None = None
    place: str = ""
    opening_decision_no: str = ""
    note: str = ""


@operation
def plan_class(*, programme_version_id: UUID, details: ClassDetails) -> UUID:
    """Prepare a class of a programme version; houses see it once nominations open.

    Sessions are half-days on working days from the first day on; each can be moved afterwards.
    """
    version = get_row(ProgrammeVersion, programme_version_id)
    check_details(details)
    _check_code(details.code)
    sessions = _plan(version.id, details.starts_on)
    run = ClassRun(
        programme_version_id=version.id,
        code=details.code.strip(),
        title=details.title.strip(),
        delivery_mode=DeliveryMode(details.delivery_mode),
        place=details.place.strip(),
        starts_on=details.starts_on,
        ends_on=_last_day(details, sessions),
        nominate_until=details.nominate_until,
        seats=details.seats,
        opening_decision_no=details.opening_decision_no.strip(),
        note=details.note.strip(),
    )
    db.session.add(run)
    db.session.flush()
    db.session.add_all(_session(run, planned) for planned in sessions)
    audit.record("class.planned", run, code=run.code, sessions=len(sessions))
    return run.id


def check_details(details: ClassDetails) -> None:
    """Refuse dates and numbers that cannot be a class."""
    if details.nominate_until > details.starts_on:
        raise DomainError("Hạn đăng ký phải trước hoặc đúng ngày khai giảng.", field="nominate_until")
    if details.ends_on is not None and details.ends_on < details.starts_on:
        raise DomainError("Ngày bế giảng phải sau ngày khai giảng.", field="ends_on")
    if details.seats < 1:
        raise DomainError("Lớp cần ít nhất một chỗ.", field="seats")


def _check_code(code: str) -> None:
    known = select(ClassRun.id).where(
        ClassRun.tenant_id == current_tenant_id(), ClassRun.code == code.strip()
    )
    if db.session.scalar(known) is not None:
        raise Conflict(f"Đã có lớp mang ký hiệu {code.strip()}.", field="code")


def _plan(version_id: UUID, starts_on: date) -> list[PlannedSession[UUID]]:
    parts = [Part(lesson.id, lesson.title, lesson.periods) for lesson in list_lessons(version_id)]
    if not parts:
        raise DomainError("Chương trình chưa có bài nào.", field="programme_version_id")
    return plan_sessions(parts, _class_days(starts_on))


def _class_days(starts_on: date) -> Iterator[date]:
    holidays = holiday_days()
    for offset in range(LONGEST_CLASS.days):
        day = starts_on + timedelta(days=offset)
        if offset == 0 or is_working_day(day, holidays):
            yield day


def _last_day(details: ClassDetails, sessions: list[PlannedSession[UUID]]) -> date:
    last = sessions[-1].day
    if details.ends_on is not None and details.ends_on < last:
        raise DomainError(
            f"Chương trình cần {len(sessions)} buổi, kết thúc sớm nhất ngày {last:%d/%m/%Y}.", field="ends_on"
        )
    return details.ends_on or last


def _session(run: ClassRun, planned: PlannedSession[UUID]) -> ClassSession:
    return ClassSession(
        class_run_id=run.id,
        lesson_id=planned.lesson,
        title=planned.title,
        starts_at=datetime.combine(planned.day, planned.begins_at, clock.LOCAL),
        periods=planned.periods,
        place=run.place,
    )
