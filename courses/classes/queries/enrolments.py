"""Reads about the people in a class and the periods they attended.

Exams, grading and certificates read the class from here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, func, select

from courses.catalog.models import ProgrammeVersion
from courses.classes.models import Attendance, ClassRun, ClassSession, Enrolment, SessionCheckIn
from courses.classes.rules import AttendanceCount
from courses.classes.states import BoardPost
from portal.kernel.database import db, get_row
from portal.kernel.text import sort_name

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class EnrolledRow:
    """A learner of a class; ``tenant_id`` is the house the person comes from."""

    id: UUID
    tenant_id: UUID
    person_id: UUID
    class_run_id: UUID
    full_name: str
    birth_date: date
    organization_name: str
    unit_name: str
    board_post: BoardPost | None
    left_on: date | None
    attendance: AttendanceCount

    @property
    def name(self) -> str:
        return self.full_name


def list_enrolled(class_run_id: UUID, *, with_left: bool = False) -> list[EnrolledRow]:
    """Return the learners of a class the actor's door shows, by name, with their attendance."""
    run = get_row(ClassRun, class_run_id)
    conditions = [Enrolment.tenant_id == run.tenant_id, Enrolment.class_run_id == run.id]
    if not with_left:
        conditions.append(Enrolment.left_on.is_(None))
    rows = list(db.session.scalars(select(Enrolment).where(*conditions)))
    counts = attendance_counts(run, [row.id for row in rows])
    found = [_row(enrolment, counts[enrolment.id]) for enrolment in rows]
    return sorted(found, key=lambda row: (row.left_on is not None, sort_name(row.full_name), row.birth_date))


def get_enrolment(enrolment_id: UUID) -> EnrolledRow:
    """Return one learner with the attendance."""
    enrolment = get_row(Enrolment, enrolment_id)
    run = get_row(ClassRun, enrolment.class_run_id)
    return _row(enrolment, attendance_counts(run, [enrolment.id])[enrolment.id])


def find_enrolment(class_run_id: UUID, person_id: UUID) -> EnrolledRow | None:
    """Return a person's place in a class, or None; somebody who left has none."""
    enrolment = db.session.scalar(
        select(Enrolment).where(
            Enrolment.class_run_id == class_run_id,
            Enrolment.person_id == person_id,
            Enrolment.left_on.is_(None),
        )
    )
    return get_enrolment(enrolment.id) if enrolment else None


def attendance_counts(run: ClassRun, enrolment_ids: Collection[UUID]) -> Mapping[UUID, AttendanceCount]:
    """Return attendance by enrolment; who has no record attended nothing of what was held."""
    version = db.session.execute(
        select(ProgrammeVersion.required_periods, ProgrammeVersion.attendance_percent).where(
            ProgrammeVersion.tenant_id == run.tenant_id, ProgrammeVersion.id == run.programme_version_id
        )
    ).one()
    totals = {
        enrolment_id: (attended, held)
        for enrolment_id, attended, held in db.session.execute(
            select(Attendance.enrolment_id, func.sum(Attendance.periods), func.sum(ClassSession.periods))
            .join(ClassSession, _OF_SESSION)
            .where(Attendance.tenant_id == run.tenant_id, Attendance.enrolment_id.in_(enrolment_ids))
            .group_by(Attendance.enrolment_id)
        )
    }
    return {
        enrolment_id: AttendanceCount(
            *totals.get(enrolment_id, (0, 0)), version.required_periods, version.attendance_percent
        )
        for enrolment_id in enrolment_ids
    }


def attendance_of_session(session: ClassSession) -> dict[UUID, int]:
    """Return the recorded periods of a session by enrolment."""
    statement = select(Attendance.enrolment_id, Attendance.periods).where(
        Attendance.tenant_id == session.tenant_id, Attendance.class_session_id == session.id
    )
    return dict(db.session.execute(statement).all())


def check_ins_of_session(session: ClassSession) -> dict[UUID, datetime]:
    """Return when the code stood on the screen that a learner scanned, by person."""
    statement = select(SessionCheckIn.person_id, SessionCheckIn.shown_at).where(
        SessionCheckIn.class_tenant_id == session.tenant_id, SessionCheckIn.class_session_id == session.id
    )
    return dict(db.session.execute(statement).all())


def attendance_by_session(enrolment_id: UUID) -> dict[UUID, int]:
    """Return the recorded periods of one learner by session."""
    statement = select(Attendance.class_session_id, Attendance.periods).where(
        Attendance.enrolment_id == enrolment_id
    )
    return dict(db.session.execute(statement).all())


def get_session(class_session_id: UUID) -> tuple[ClassSession, ClassRun]:
    """Return a session with its class."""
    session = get_row(ClassSession, class_session_id)
    return session, get_row(ClassRun, session.class_run_id)


_OF_SESSION: ColumnElement[bool] = and_(
    ClassSession.tenant_id == Attendance.tenant_id, ClassSession.id == Attendance.class_session_id
)


def _row(enrolment: Enrolment, count: AttendanceCount) -> EnrolledRow:
    if enrolment.to_tenant_id is None:
        raise ValueError("an enrolment is addressed to the house of the person")
    return EnrolledRow(
        enrolment.id,
        enrolment.to_tenant_id,
        enrolment.person_id,
        enrolment.class_run_id,
        enrolment.full_name,
        enrolment.birth_date,
        enrolment.organization_name,
        enrolment.unit_name,
        enrolment.board_post,
        enrolment.left_on,
        count,
    )
