"""A person as one house knows him or her; only what admission work and statistics need.

No personal history, no relatives, no reasons (rules.md §0.6, §8.3). The national id number and
the phone number are encrypted, and found again by a keyed hash.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Education(StrEnum):
    """General and higher education, as the eligibility facts name it (eligibility.md)."""

    NONE = "none"
    LITERATE = "literate"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    COLLEGE = "college"
    UNIVERSITY = "university"
    POSTGRADUATE = "postgraduate"


class SourceGroup(StrEnum):
    """The groups of source that the letter names (1849-CV/ĐUK, task 1.b)."""

    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    MEDICAL = "medical"
    TEACHER = "teacher"
    STUDENT = "student"
    WORKER = "worker"
    OTHER = "other"


class Person(Owned, Base):
    __tablename__ = "person"
    __table_args__ = (
        within_house("unit_id", "unit"),
        Index(None, "tenant_id", "sort_name"),
        Index(None, "tenant_id", "national_id_index"),
        Index("ix_person_member", "id"),
        one_of("sex", Sex),
        one_of("education", Education),
        one_of("source_group", SourceGroup),
        {"comment": "A person in a house: basic data for admission work and statistics, never the dossier."},
    )
    person_column = "id"

    full_name: Mapped[str]
    folded_name: Mapped[str]
    sort_name: Mapped[str]
    birth_date: Mapped[date]
    sex: Mapped[Sex]
    ethnicity: Mapped[str] = mapped_column(default="Kinh")
    religion: Mapped[str] = mapped_column(default="")
    education: Mapped[Education | None]
    education_text: Mapped[str] = mapped_column(default="")
    source_group: Mapped[SourceGroup] = mapped_column(default=SourceGroup.OTHER)
    position: Mapped[str] = mapped_column(default="")
    youth_member: Mapped[bool] = mapped_column(default=False)
    trade_union_member: Mapped[bool] = mapped_column(default=False)
    unit_id: Mapped[UUID | None]
    national_id_sealed: Mapped[str | None]
    national_id_index: Mapped[str | None]
    phone_sealed: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class CorrectionRequest(Owned, Base):
    """What a person says is wrong in his or her data; the house answers, the person reads the answer."""

    __tablename__ = "correction_request"
    __table_args__ = (
        within_house("person_id", "person"),
        Index("ix_correction_request_person", "person_id"),
        Index(None, "tenant_id", "answered_at"),
        {"comment": "Requests of people to have their own data corrected, with the answer."},
    )
    person_column = "person_id"
    member_verbs = APPEND

    person_id: Mapped[UUID]
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
