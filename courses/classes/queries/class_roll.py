"""The roll of a whole class: who, when, and what is recorded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from courses.classes.attendance_plan import ClassRoll
from courses.classes.models import Attendance, ClassSession, SessionCheckIn
from courses.classes.queries.classes import list_sessions
from courses.classes.queries.enrolments import list_enrolled
from portal.kernel.database import db

if TYPE_CHECKING:
    from uuid import UUID

    from courses.classes.models import ClassRun


def get_class_roll(run: ClassRun) -> ClassRoll:
    """Return the learners and sessions of a class with the periods recorded and the codes scanned."""
    return ClassRoll(list_enrolled(run.id), list_sessions(run), _recorded(run), _scanned(run))


def _recorded(run: ClassRun) -> dict[tuple[UUID, UUID], int]:
    statement = (
        select(Attendance.class_session_id, Attendance.enrolment_id, Attendance.periods)
        .join(
            ClassSession,
            and_(
                ClassSession.tenant_id == Attendance.tenant_id, ClassSession.id == Attendance.class_session_id
            ),
        )
        .where(ClassSession.tenant_id == run.tenant_id, ClassSession.class_run_id == run.id)
    )
    return {(session, enrolment): periods for session, enrolment, periods in db.session.execute(statement)}


def _scanned(run: ClassRun) -> set[tuple[UUID, UUID]]:
    statement = (
        select(SessionCheckIn.class_session_id, SessionCheckIn.person_id)
        .join(
            ClassSession,
            and_(
                ClassSession.tenant_id == SessionCheckIn.class_tenant_id,
                ClassSession.id == SessionCheckIn.class_session_id,
            ),
        )
        .where(ClassSession.tenant_id == run.tenant_id, ClassSession.class_run_id == run.id)
    )
    return {(session, person) for session, person in db.session.execute(statement)}
