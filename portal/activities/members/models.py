"""Members of a union and the branches they belong to; titles they earned."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Owned, addressed_index, within_house
from portal.organizations.models import one_of


class UnionBranch(Owned, Base):
    """Which grassroots Party organisation a branch (chi đoàn, tổ công đoàn) stands beside.

    It says where a member's activities are reported to and whom a referral is addressed to.
    """

    __tablename__ = "union_branch"
    __table_args__ = (
        within_house("unit_id", "unit"),
        UniqueConstraint("tenant_id", "unit_id"),
        {"comment": "The grassroots Party organisation beside which a branch of a union stands."},
    )

    unit_id: Mapped[UUID]
    party_house_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))


class UnionMember(Owned, Base):
    """A person of the union's house as its member, from a day until a day."""

    __tablename__ = "union_member"
    __table_args__ = (
        within_house("person_id", "person"),
        within_house("unit_id", "unit"),
        UniqueConstraint("tenant_id", "person_id"),
        Index(None, "tenant_id", "unit_id"),
        Index("ix_union_member_person", "person_id"),
        CheckConstraint("left_on is null or joined_on is null or left_on >= joined_on", name="period"),
        {"comment": "Members of a union, by branch; somebody who left stays as history."},
    )
    person_column = "person_id"

    person_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    position: Mapped[str] = mapped_column(default="")
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    left_reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Title(StrEnum):
    """Emulation titles and commendations (Luật TĐKT 06/2022/QH15, Art. 24; rules.md §6.1)."""

    ADVANCED_WORKER = "advanced_worker"
    GRASSROOTS_FIGHTER = "grassroots_fighter"
    PROVINCIAL_FIGHTER = "provincial_fighter"
    OUTSTANDING_YOUTH_MEMBER = "outstanding_youth_member"
    OUTSTANDING_UNION_MEMBER = "outstanding_union_member"
    MERIT_CERTIFICATE = "merit_certificate"
    MERIT_DIPLOMA = "merit_diploma"


class EmulationTitle(Addressed, Base):
    """A title of one year with its decision; recorded by the union, read by the person's Party house.

    Name and birth date are those of the day it was recorded: by them the Party house, which does
    not see the union's people, finds its own person. A wrong one is withdrawn, not edited.
    """

    __tablename__ = "emulation_title"
    __table_args__ = (
        within_house("person_id", "person"),
        Index(None, "tenant_id", "person_id"),
        Index("ix_emulation_title_person", "person_id"),
        Index(None, "to_tenant_id", "folded_name", "birth_date"),
        CheckConstraint("year between 1980 and 2200", name="year"),
        one_of("title", Title),
        *addressed_index(),
        {"comment": "Emulation titles of a person by year and decision, addressed to the Party house."},
    )
    person_column = "person_id"

    person_id: Mapped[UUID]
    full_name: Mapped[str]
    folded_name: Mapped[str]
    birth_date: Mapped[date]
    title: Mapped[Title]
    year: Mapped[int]
    decision_no: Mapped[str]
    decided_on: Mapped[date]
    awarded_by: Mapped[str] = mapped_column(default="")
    withdrawn_on: Mapped[date | None]
    recorded_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
