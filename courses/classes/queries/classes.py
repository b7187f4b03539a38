"""Reads about classes: the list, one class, its sessions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, case, exists, func, select

from courses.catalog.models import Programme, ProgrammeVersion
from courses.classes.models import (
    Attendance,
    ClassQuota,
    ClassRun,
    ClassSession,
    Nomination,
    NominationDecision,
)
from courses.classes.rules import seats_left, why_not_nominate
from courses.classes.states import ACTIVE, ClassState
from portal.kernel import clock
from portal.kernel.database import db, get_row
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import list_organizations

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class as lists show it; counts are of the nominations the actor's door shows."""

    run: ClassRun
    programme: str
    nominated: int
    pending: int

    @property
    def seats_left(self) -> int:
        return seats_left(self.run.seats, self.run.enrolled_count)

    @property
    def takes_nominations(self) -> bool:
        return not why_not_nominate(self.run.state, self.run.nominate_until, clock.today())


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session and for how many learners its attendance is recorded, as far as the door shows."""

    id: UUID
    title: str
    starts_at: datetime
    periods: int
    place: str
    lecturer_name: str
    lecturer_account_id: UUID | None
    recorded: int

    @property
    def day(self) -> date:
        return clock.local(self.starts_at).date()

    @property
    def is_due(self) -> bool:
        """Tell whether the session has begun and nobody's attendance is recorded."""
        return not self.recorded and self.starts_at <= clock.now()


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """Seats set aside for a house."""

    organization_id: UUID
    name: str
    seats: int


@dataclass(frozen=True, slots=True)
class ClassPage:
    """What the page of a class shows beside its lists."""

    row: ClassRow
    version: ProgrammeVersion
    sessions: list[SessionRow]

    @property
    def run(self) -> ClassRun:
        return self.row.run

    @property
    def planned_periods(self) -> int:
        return sum(session.periods for session in self.sessions)


def list_classes(states: Collection[ClassState] = tuple(ClassState)) -> list[ClassRow]:
    """Return the classes in these states, those that run or come next first."""
    statement = _rows().where(ClassRun.state.in_(states)).order_by(*_ORDER)
    return [ClassRow(*row) for row in db.session.execute(statement)]  # type: ignore[call-arg, arg-type]  # a Row unpacks in the order of its columns


def get_class(class_run_id: UUID) -> ClassRun:
    """Return one class."""
    return get_row(ClassRun, class_run_id)


def get_class_page(class_run_id: UUID) -> ClassPage:
    """Return a class with its programme version and sessions."""
    run = get_row(ClassRun, class_run_id)
    row = db.session.execute(_rows().where(ClassRun.tenant_id == run.tenant_id, ClassRun.id == run.id)).one()
    version = db.session.scalars(
        select(ProgrammeVersion).where(
            ProgrammeVersion.tenant_id == run.tenant_id, ProgrammeVersion.id == run.programme_version_id
        )
    ).one()
    return ClassPage(ClassRow(*row), version, list_sessions(run))  # type: ignore[call-arg, arg-type]  # a Row unpacks in the order of its columns


def list_sessions(run: ClassRun) -> list[SessionRow]:
    """Return the sessions of a class in the order of time."""
    statement = _session_rows().where(
        ClassSession.tenant_id == run.tenant_id, ClassSession.class_run_id == run.id
    )
    return [SessionRow(*row) for row in db.session.execute(statement)]  # type: ignore[call-arg, arg-type]  # a Row unpacks in the order of its columns


def list_quotas(run: ClassRun) -> list[QuotaRow]:
    """Return the seats set aside for houses, as far as the actor's door shows, by code of the house."""
    statement = select(ClassQuota.to_tenant_id, ClassQuota.seats).where(
        ClassQuota.tenant_id == run.tenant_id, ClassQuota.class_run_id == run.id
    )
    quotas = dict(db.session.execute(statement).all())
    return [
        QuotaRow(house.id, f"{house.code} · {house.name}", quotas[house.id])
        for house in list_organizations()
        if house.id in quotas
    ]


def suggest_code() -> str:
    """Return a code the house has not used yet, such as L03-2026."""
    year = clock.today().year
    known = set(db.session.scalars(select(ClassRun.code).where(ClassRun.tenant_id == current_tenant_id())))
    codes = (f"L{number:02}-{year}" for number in range(1, len(known) + 2))
    return next(code for code in codes if code not in known)


_ORDER = (
    case(
        (ClassRun.state == ClassState.RUNNING, 0),
        (ClassRun.state.in_((ClassState.OPEN, ClassState.CLOSED)), 1),
        (ClassRun.state == ClassState.PLANNED, 2),
        else_=3,
    ),
    ClassRun.starts_on.desc(),
    ClassRun.code,
)


def _rows() -> Select[ClassRun, str, int, int]:
    return (
        select(ClassRun, Programme.title, _count(), _count(~_is_answered()))
        .join(
            ProgrammeVersion,
            and_(
                ProgrammeVersion.tenant_id == ClassRun.tenant_id,
                ProgrammeVersion.id == ClassRun.programme_version_id,
            ),
        )
        .join(
            Programme,
            and_(
                Programme.tenant_id == ProgrammeVersion.tenant_id,
                Programme.id == ProgrammeVersion.programme_id,
            ),
        )
    )


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(Nomination)
        .where(
            Nomination.to_tenant_id == ClassRun.tenant_id,
            Nomination.class_run_id == ClassRun.id,
            Nomination.withdrawn_at.is_(None),
            *conditions,
        )
        .correlate(ClassRun)
        .scalar_subquery()
    )


def _is_answered() -> ColumnElement[bool]:
    return exists(
        select(NominationDecision.id).where(
            NominationDecision.tenant_id == Nomination.to_tenant_id,
            NominationDecision.nomination_id == Nomination.id,
        )
    )


def _session_rows() -> Select[tuple[UUID, str, datetime, int, str, str, UUID | None, int]]:
    recorded = (
        select(func.count())
        .select_from(Attendance)
        .where(
            Attendance.tenant_id == ClassSession.tenant_id,
            Attendance.class_session_id == ClassSession.id,
        )
        .correlate(ClassSession)
        .scalar_subquery()
    )
    return select(
        ClassSession.id,
        ClassSession.title,
        ClassSession.starts_at,
        ClassSession.periods,
        ClassSession.place,
        ClassSession.lecturer_name,
        ClassSession.lecturer_account_id,
        recorded,
    ).order_by(ClassSession.starts_at, ClassSession.id)


def list_taught_by(account_id: UUID) -> list[tuple[ClassRun, SessionRow]]:
    """Return the sessions of active classes that are given to a lecturer, in the order of time."""
    return _with_class(ClassSession.lecturer_account_id == account_id, ClassRun.state.in_(ACTIVE))


def list_rolls_to_call(account_id: UUID | None = None) -> list[tuple[ClassRun, SessionRow]]:
    """Return the sessions that have begun and whose roll was not called, of one lecturer when named."""
    conditions = [ClassRun.state == ClassState.RUNNING, ClassSession.starts_at <= clock.now()]
    if account_id is not None:
        conditions.append(ClassSession.lecturer_account_id == account_id)
    return [(run, session) for run, session in _with_class(*conditions) if session.is_due]


def _with_class(*conditions: ColumnElement[bool]) -> list[tuple[ClassRun, SessionRow]]:
    statement = (
        _session_rows()
        .add_columns(ClassRun)
        .join(
            ClassRun,
            and_(ClassRun.tenant_id == ClassSession.tenant_id, ClassRun.id == ClassSession.class_run_id),
        )
        .where(ClassSession.tenant_id == current_tenant_id(), *conditions)
    )
    return [(row[-1], SessionRow(*row[:-1])) for row in db.session.execute(statement)]
