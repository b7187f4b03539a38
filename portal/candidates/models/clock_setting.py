"""How early limits are announced, and the local limits inside the legal ones: Khối sets them for all."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.database import Base
from portal.kernel.tenancy import Published


class ClockSetting(Published, Base):
    """``warning_days`` before a limit, the longest first; a local limit of 0 working days is off."""

    __tablename__ = "clock_setting"
    __table_args__ = (
        UniqueConstraint("tenant_id"),
        CheckConstraint("cell_sends_days >= 0 and committee_sends_days >= 0", name="days"),
        {"comment": "Days before a limit on which it is announced, and local limits in working days."},
    )

    warning_days: Mapped[list[int]] = mapped_column(JSONB)
    cell_sends_days: Mapped[int]
    committee_sends_days: Mapped[int]
