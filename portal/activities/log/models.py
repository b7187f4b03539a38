"""Activities of a union, who took part, the evidence, and what the Party houses are told."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.files import FileColumns
from portal.kernel.tenancy import Addressed, Owned, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class ActivityKind(StrEnum):
    """What sort of work it was; the sorts of rules.md §6.2 and §13.3."""

    VOLUNTEERING = "volunteering"
    BLOOD_DONATION = "blood_donation"
    DIGITAL_SUPPORT = "digital_support"
    POLITICAL_EDUCATION = "political_education"
    CONTEST = "contest"
    SPORT_CULTURE = "sport_culture"
    CHARITY = "charity"
    INITIATIVE = "initiative"
    MEETING = "meeting"
    OTHER = "other"


class ActivityState(StrEnum):
    """Planned, held, reported with its result, approved by the union; or called off."""

    PLANNED = "planned"
    HELD = "held"
    REPORTED = "reported"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class Activity(Owned, Base):
    """One thing that was done. ``unresolved_names`` keeps pasted lines nobody was found for."""

    __tablename__ = "activity"
    __table_args__ = (
        between_houses("campaign_tenant_id", "campaign_id", "campaign"),
        within_house("unit_id", "unit"),
        within_house("cloned_from_id", "activity"),
        Index(None, "tenant_id", "held_on"),
        Index(None, "tenant_id", "campaign_id"),
        Index(None, "tenant_id", "state"),
        CheckConstraint("(campaign_id is null) = (campaign_tenant_id is null)", name="campaign"),
        CheckConstraint("guest_count >= 0", name="guest_count"),
        one_of("kind", ActivityKind),
        one_of("state", ActivityState),
        {"comment": "Activities of a union: what, when, where, in which campaign, with what result."},
    )

    kind: Mapped[ActivityKind]
    state: Mapped[ActivityState]
    title: Mapped[str]
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    plan_no: Mapped[str] = mapped_column(default="")
    campaign_tenant_id: Mapped[UUID | None]
    campaign_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    guest_count: Mapped[int] = mapped_column(default=0)
    unresolved_names: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    links: Mapped[str] = mapped_column(default="")
    cloned_from_id: Mapped[UUID | None]
    approved_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ParticipationRole(StrEnum):
    """Tổ chức, nòng cốt, tham gia (rules.md §6.3)."""

    ORGANIZED = "organized"
    CORE = "core"
    TOOK_PART = "took_part"


class Participation(Owned, Base):
    """A member in an activity. Points are for the union's own use and admit nobody."""

    __tablename__ = "participation"
    __table_args__ = (
        within_house("activity_id", "activity"),
        within_house("person_id", "person"),
        UniqueConstraint("tenant_id", "activity_id", "person_id"),
        Index("ix_participation_person", "person_id"),
        CheckConstraint("points between 0 and 100", name="points"),
        one_of("role", ParticipationRole),
        {"comment": "Which member took part in an activity, in what role, with what result."},
    )
    person_column = "person_id"

    activity_id: Mapped[UUID]
    person_id: Mapped[UUID]
    role: Mapped[ParticipationRole] = mapped_column(default=ParticipationRole.TOOK_PART)
    result: Mapped[str] = mapped_column(default="")
    points: Mapped[int | None]
    checked_in_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ActivityFile(Owned, FileColumns, Base):
    """A picture or a paper that shows the activity took place."""

    __tablename__ = "activity_file"
    __table_args__ = (
        within_house("activity_id", "activity"),
        UniqueConstraint("tenant_id", "activity_id", "file_digest"),
        {"comment": "Evidence of an activity: pictures without metadata, papers."},
    )

    activity_id: Mapped[UUID]
    removed_at: Mapped[datetime | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class CheckIn(Addressed, Base):
    """Somebody signed in scanned the code at the place: a row of his or her own house, to the union.

    ``title``, ``place`` and ``shown_at`` stood on the screen (all signed); ``created_at`` when the
    telephone got through. The union takes it into the list, or not.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        between_houses("union_tenant_id", "activity_id", "activity"),
        within_house("person_id", "person"),
        UniqueConstraint("tenant_id", "activity_id", "account_id"),
        Index(None, "tenant_id", "union_tenant_id", "activity_id"),
        Index("ix_check_in_person", "person_id"),
        *addressed_index(),
        {"comment": "Check-ins at an activity by its rotating code, addressed to the union that holds it."},
    )
    person_column = "person_id"
    member_verbs = APPEND
    staff_verbs = APPEND

    union_tenant_id: Mapped[UUID]
    activity_id: Mapped[UUID]
    account_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    full_name: Mapped[str]
    birth_date: Mapped[date | None]
    title: Mapped[str]
    place: Mapped[str]
    shown_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ParticipationNotice(Addressed, Base):
    """What the Party house of a participant is told once the union approved an activity.

    Self-contained: the house sees neither the union's activities nor its people, and finds its own
    person by name and birth date. Reopening the activity withdraws the notice.
    """

    __tablename__ = "participation_notice"
    __table_args__ = (
        within_house("participation_id", "participation"),
        Index(None, "tenant_id", "participation_id"),
        Index(None, "to_tenant_id", "folded_name", "birth_date"),
        one_of("role", ParticipationRole),
        one_of("kind", ActivityKind),
        *addressed_index(),
        {"comment": "Approved participation, told to the participant's Party house."},
    )

    participation_id: Mapped[UUID]
    full_name: Mapped[str]
    folded_name: Mapped[str]
    birth_date: Mapped[date]
    kind: Mapped[ActivityKind]
    title: Mapped[str]
    held_on: Mapped[date]
    role: Mapped[ParticipationRole]
    result: Mapped[str] = mapped_column(default="")
    points: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
