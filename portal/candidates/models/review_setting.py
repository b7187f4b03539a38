"""How often a house reviews the people it follows, and until which day of the month after."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.candidates.reviews import DUE_DAY, Rhythm
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned
from portal.organizations.models import one_of


class ReviewSetting(Owned, Base):
    __tablename__ = "review_setting"
    __table_args__ = (
        UniqueConstraint("tenant_id"),
        CheckConstraint("due_day between 1 and 28", name="due_day"),
        one_of("rhythm", Rhythm),
        {"comment": "How often a house reviews the people it follows, and by which day."},
    )

    rhythm: Mapped[Rhythm] = mapped_column(default=Rhythm.MONTHLY)
    due_day: Mapped[int] = mapped_column(default=DUE_DAY)
