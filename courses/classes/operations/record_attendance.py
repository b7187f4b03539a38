"""Calling the roll of one session, by periods."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from courses.classes.models import Attendance, ClassRun, ClassSession, Enrolment
from courses.classes.states import ClassState
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id


@operation
def record_attendance(*, class_session_id: UUID, periods: Mapping[UUID, int]) -> int:
    """Write how many periods of a session each learner attended; return the number of learners.

    ``periods`` maps enrolments to periods; who is not named keeps what was recorded before.
    """
    session = lock(ClassSession, class_session_id)
    run = get_row(ClassRun, session.class_run_id)
    _check(session, run, periods)
    learners = _learners(run, set(periods))
    if periods:
        db.session.execute(_upsert([_row(session, learners[key], number) for key, number in periods.items()]))
    audit.record(
        "attendance.recorded",
        session,
        learners=len(periods),
        absent=sum(number < session.periods for number in periods.values()),
    )
    return len(periods)


def _check(session: ClassSession, run: ClassRun, periods: Mapping[UUID, int]) -> None:
    if session.tenant_id != current_tenant_id():
        raise NotFound
    if run.state is not ClassState.RUNNING:
        raise RuleRefused("Chỉ điểm danh khi lớp đang học.")
    if clock.local(session.starts_at).date() > clock.today():
        raise RuleRefused("Buổi học chưa đến ngày.")
    if any(not 0 <= number <= session.periods for number in periods.values()):
        raise DomainError(f"Số tiết dự từ 0 đến {session.periods}.", field="periods")


def _learners(run: ClassRun, wanted: set[UUID]) -> dict[UUID, Enrolment]:
    rows = db.session.scalars(
        select(Enrolment).where(
            Enrolment.tenant_id == run.tenant_id,
            Enrolment.class_run_id == run.id,
            Enrolment.id.in_(wanted),
        )
    )
    found = {row.id: row for row in rows}
    if found.keys() != wanted:
        raise NotFound
    return found


def _row(session: ClassSession, enrolment: Enrolment, periods: int) -> dict[str, object]:
    return {
        "tenant_id": session.tenant_id,
        "id": new_id(),
        "to_tenant_id": enrolment.to_tenant_id,
        "class_session_id": session.id,
        "enrolment_id": enrolment.id,
        "person_id": enrolment.person_id,
        "periods": periods,
        "recorded_at": clock.now(),
    }


def _upsert(rows: list[dict[str, object]]):  # noqa: ANN202 -- SQLAlchemy's own Insert
    statement = insert(Attendance).values(rows)
    return statement.on_conflict_do_update(
        index_elements=["tenant_id", "class_session_id", "enrolment_id"],
        set_={"periods": statement.excluded.periods, "recorded_at": statement.excluded.recorded_at},
    )
