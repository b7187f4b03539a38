"""A source review of a house, and what each unit stated in it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house


class SourceReview(Owned, Base):
    """Opened by the desk for a period, filled by the units, closed by the desk; plans read the sums."""

    __tablename__ = "source_review"
    __table_args__ = (
        Index(None, "tenant_id", "year"),
        CheckConstraint("year between 2000 and 2200", name="year"),
        {"comment": "Periodic reviews of the source of new members, house by house."},
    )

    title: Mapped[str]
    year: Mapped[int]
    due_on: Mapped[date]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]


class SourceCount(Owned, Base):
    """The numbers of one unit, counts of people only."""

    __tablename__ = "source_count"
    __table_args__ = (
        within_house("source_review_id", "source_review"),
        within_house("unit_id", "unit"),
        UniqueConstraint("tenant_id", "source_review_id", "unit_id"),
        CheckConstraint("outstanding >= 0 and this_year >= 0 and next_year >= 0", name="counts"),
        {"comment": "Numbers of a unit in a source review: by group, outstanding, expected admissions."},
    )

    source_review_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    groups: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)
    outstanding: Mapped[int]
    this_year: Mapped[int]
    next_year: Mapped[int]
    remarks: Mapped[str] = mapped_column(default="")
    filled_by: Mapped[str]
    filled_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
