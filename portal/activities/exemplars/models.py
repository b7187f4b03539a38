"""Stories of good people: proposed in a house, approved there, then by Khối, then read by all."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.files import FileColumns
from portal.kernel.tenancy import Addressed, Owned, Published, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class Exemplar(Owned, FileColumns, Base):
    """A story as somebody of the house wrote it, with a picture or without. Never edited."""

    __tablename__ = "exemplar"
    __table_args__ = (
        within_house("author_person_id", "person"),
        Index(None, "tenant_id", "created_at"),
        Index("ix_exemplar_person", "author_person_id"),
        {"comment": "Stories of good people and good deeds as they were proposed in a house."},
    )
    person_column = "author_person_id"
    member_verbs = APPEND
    staff_verbs = APPEND

    title: Mapped[str]
    about: Mapped[str]
    story: Mapped[str]
    account_id: Mapped[UUID]
    author_person_id: Mapped[UUID | None]
    author_name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ExemplarState(StrEnum):
    """What a house did with a proposed story."""

    APPROVED = "approved"
    DECLINED = "declined"


class ExemplarApproval(Addressed, FileColumns, Base):
    """The house's word on a story; when approved, the story as it is sent to Khối."""

    __tablename__ = "exemplar_approval"
    __table_args__ = (
        within_house("exemplar_id", "exemplar"),
        UniqueConstraint("tenant_id", "exemplar_id"),
        one_of("state", ExemplarState),
        *addressed_index(),
        {"comment": "A house's decision on a story; an approved one is addressed to Khối with its text."},
    )
    staff_verbs = APPEND

    exemplar_id: Mapped[UUID]
    state: Mapped[ExemplarState]
    reason: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    story: Mapped[str] = mapped_column(default="")
    author_name: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str]
    decided_on: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ExemplarReturn(Addressed, Base):
    """Khối does not publish a story, and says why to the house that sent it."""

    __tablename__ = "exemplar_return"
    __table_args__ = (
        between_houses("approval_tenant_id", "approval_id", "exemplar_approval"),
        UniqueConstraint("tenant_id", "approval_id"),
        *addressed_index(),
        {"comment": "Stories that Khối did not publish, with the reason, addressed to the house."},
    )
    staff_verbs = APPEND

    approval_tenant_id: Mapped[UUID]
    approval_id: Mapped[UUID]
    reason: Mapped[str]
    decided_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ExemplarPublication(Published, FileColumns, Base):
    """A story that everybody reads: Khối's own copy, with the house it came from."""

    __tablename__ = "exemplar_publication"
    __table_args__ = (
        between_houses("approval_tenant_id", "approval_id", "exemplar_approval"),
        UniqueConstraint("tenant_id", "approval_id"),
        Index(None, "tenant_id", "published_on"),
        {"comment": "Stories of good people that Khối published; read by every house."},
    )

    approval_tenant_id: Mapped[UUID]
    approval_id: Mapped[UUID]
    title: Mapped[str]
    about: Mapped[str]
    story: Mapped[str]
    house_name: Mapped[str]
    author_name: Mapped[str]
    published_on: Mapped[date]
    published_by: Mapped[str]
    withdrawn_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
