"""What Khối counted of each house, kept so that its overview costs by houses and not by people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned


class KeptFigures(Owned, Base):
    """A row of Khối about one house: true on ``day`` while no mark names the house (docs/decisions/025)."""

    __tablename__ = "kept_figures"
    __table_args__ = (
        UniqueConstraint("tenant_id", "house_id"),
        {"comment": "Counts of a house on a day; derived, used only while no figures_mark names the house."},
    )

    house_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    day: Mapped[date]
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    counted_at: Mapped[datetime] = mapped_column(default=clock.now)


class FiguresMark(Owned, Base):
    """Written by triggers in the transaction that changes what is counted; no house: it concerns all."""

    __tablename__ = "figures_mark"
    __table_args__ = (
        Index(None, "tenant_id", "house_id"),
        {"comment": "What was counted of a house has changed since; written by trigger, taken by the job."},
    )

    staff_verbs = ("select", "delete")

    house_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))
    marked_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
