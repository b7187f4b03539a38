"""Classes of Khối and the people houses send to them.

A house writes its nomination and addresses it to Khối; Khối answers with a row of its own. What
the other side needs to know of a person travels in the row, so that nobody reads the other's people.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from courses.classes.states import BoardPost, ClassState, DeliveryMode, NominationAnswer
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import (
    Addressed,
    Published,
    addressed_index,
    between_houses,
    within_house,
)
from portal.kernel.tenancy_v1 import APPEND, READ
from portal.organizations.models import one_of
from portal.people.models import Sex


class ClassRun(Published, Base):
    __tablename__ = "class_run"
    __table_args__ = (
        within_house("programme_version_id", "programme_version"),
        UniqueConstraint("tenant_id", "code"),
        one_of("delivery_mode", DeliveryMode),
        one_of("state", ClassState),
        CheckConstraint("ends_on >= starts_on", name="dates"),
        CheckConstraint("seats > 0", name="seats"),
        {"comment": "One class of a programme: when, where, how, how many seats."},
    )

    programme_version_id: Mapped[UUID]
    code: Mapped[str]
    title: Mapped[str]
    delivery_mode: Mapped[DeliveryMode]
    place: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    nominate_until: Mapped[date]
    seats: Mapped[int]
    enrolled_count: Mapped[int] = mapped_column(default=0)
    """Seats taken, published so that a house knows what is left without seeing others' people."""
    state: Mapped[ClassState] = mapped_column(default=ClassState.PLANNED)
    opening_decision_no: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ClassSession(Published, Base):
    """One half-day of a class: the periods that can be attended."""

    __tablename__ = "class_session"
    __table_args__ = (
        within_house("class_run_id", "class_run"),
        within_house("lesson_id", "lesson"),
        Index(None, "tenant_id", "class_run_id", "starts_at"),
        Index("ix_class_session_lecturer", "tenant_id", "lecturer_account_id"),
        CheckConstraint("periods between 1 and 12", name="periods"),
        {"comment": "A session of a class with its number of periods."},
    )

    class_run_id: Mapped[UUID]
    lesson_id: Mapped[UUID | None]
    title: Mapped[str]
    starts_at: Mapped[datetime]
    periods: Mapped[int]
    place: Mapped[str] = mapped_column(default="")
    lecturer_name: Mapped[str] = mapped_column(default="")
    lecturer_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class ClassAnnouncement(Published, Base):
    """A word of Khối or of a lecturer to everybody in a class; withdrawn, it loses its text.

    Published: it names nobody, and the form says so.
    """

    __tablename__ = "class_announcement"
    __table_args__ = (
        within_house("class_run_id", "class_run"),
        Index(None, "tenant_id", "class_run_id", "said_at"),
        {"comment": "Announcements to the learners of a class."},
    )

    class_run_id: Mapped[UUID]
    text: Mapped[str]
    said_by: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]


class ClassQuota(Addressed, Base):
    """Seats of a class set aside for a house."""

    __tablename__ = "class_quota"
    __table_args__ = (
        *addressed_index(),
        within_house("class_run_id", "class_run"),
        UniqueConstraint("tenant_id", "class_run_id", "to_tenant_id"),
        {"comment": "How many seats of a class a house may fill."},
    )

    class_run_id: Mapped[UUID]
    seats: Mapped[int]


class Nomination(Addressed, Base):
    """A house proposes a person for a class; written by the house, addressed to Khối."""

    __tablename__ = "nomination"
    __table_args__ = (
        *addressed_index(),
        within_house("candidate_id", "candidate"),
        within_house("person_id", "person"),
        between_houses("to_tenant_id", "class_run_id", "class_run"),
        UniqueConstraint("tenant_id", "class_run_id", "person_id"),
        Index("ix_nomination_person", "person_id"),
        Index(None, "to_tenant_id", "class_run_id"),
        one_of("sex", Sex),
        {"comment": "A person proposed for a class, with what Khối needs to know to decide."},
    )
    person_column = "person_id"

    class_run_id: Mapped[UUID]
    candidate_id: Mapped[UUID]
    person_id: Mapped[UUID]
    full_name: Mapped[str]
    birth_date: Mapped[date]
    sex: Mapped[Sex]
    unit_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    nominated_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]


class NominationDecision(Addressed, Base):
    """Khối's answer to a nomination; a later answer supersedes an earlier one by its time."""

    __tablename__ = "nomination_decision"
    __table_args__ = (
        *addressed_index(),
        between_houses("to_tenant_id", "nomination_id", "nomination"),
        between_houses("to_tenant_id", "person_id", "person"),
        Index(None, "tenant_id", "nomination_id", "decided_at"),
        Index("ix_nomination_decision_person", "person_id"),
        one_of("answer", NominationAnswer),
        {"comment": "What Khối answered to a nomination, and why."},
    )
    person_column = "person_id"
    staff_verbs = APPEND

    nomination_id: Mapped[UUID]
    person_id: Mapped[UUID]
    answer: Mapped[NominationAnswer]
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime] = mapped_column(default=clock.now)


class Enrolment(Addressed, Base):
    """A person's place in a class; Khối's row, addressed to the house that sent the person."""

    __tablename__ = "enrolment"
    __table_args__ = (
        *addressed_index(),
        within_house("class_run_id", "class_run"),
        between_houses("to_tenant_id", "nomination_id", "nomination"),
        between_houses("to_tenant_id", "person_id", "person"),
        UniqueConstraint("tenant_id", "class_run_id", "person_id"),
        Index("ix_enrolment_person", "person_id"),
        one_of("board_post", BoardPost),
        {"comment": "Who is in a class."},
    )
    person_column = "person_id"

    class_run_id: Mapped[UUID]
    nomination_id: Mapped[UUID]
    person_id: Mapped[UUID]
    full_name: Mapped[str]
    birth_date: Mapped[date]
    organization_name: Mapped[str]
    unit_name: Mapped[str] = mapped_column(default="")
    board_post: Mapped[BoardPost | None]
    enrolled_at: Mapped[datetime] = mapped_column(default=clock.now)
    left_on: Mapped[date | None]


class SessionCheckIn(Addressed, Base):
    """A learner scanned the code at a session: a row of the own house, to the house of the class.

    ``shown_at`` is when the code stood on the screen, ``created_at`` when the telephone got through.
    Whoever calls the roll sees it; only the roll counts.
    """

    __tablename__ = "session_check_in"
    __table_args__ = (
        *addressed_index(),
        between_houses("class_tenant_id", "class_session_id", "class_session"),
        within_house("person_id", "person"),
        UniqueConstraint("tenant_id", "class_session_id", "person_id"),
        Index(None, "to_tenant_id", "class_session_id"),
        Index("ix_session_check_in_person", "person_id"),
        {"comment": "Check-ins at a session by its rotating code, addressed to the house of the class."},
    )
    person_column = "person_id"
    member_verbs = APPEND
    staff_verbs = READ

    class_tenant_id: Mapped[UUID]
    class_session_id: Mapped[UUID]
    person_id: Mapped[UUID]
    shown_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Attendance(Addressed, Base):
    """Periods of one session that one person attended."""

    __tablename__ = "attendance"
    __table_args__ = (
        *addressed_index(),
        within_house("class_session_id", "class_session"),
        within_house("enrolment_id", "enrolment"),
        between_houses("to_tenant_id", "person_id", "person"),
        UniqueConstraint("tenant_id", "class_session_id", "enrolment_id"),
        Index("ix_attendance_person", "person_id"),
        CheckConstraint("periods >= 0", name="periods"),
        {"comment": "How many periods of a session a person attended."},
    )
    person_column = "person_id"

    class_session_id: Mapped[UUID]
    enrolment_id: Mapped[UUID]
    person_id: Mapped[UUID]
    periods: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
