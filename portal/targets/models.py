"""What was asked of each house and what it had achieved before the portal counted.

Rows of Khối, addressed to the house they speak of. A change is a new row with its decision; the
old value stays (rules.md §4.2).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Published, addressed_index, within_house
from portal.organizations.models import one_of
from portal.targets.kinds import TargetKind
from portal.targets.pace import USUAL_SCALE, WHOLE_TERM, FlagScale


class TargetPeriod(StrEnum):
    TERM = "term"
    YEAR = "year"


class Term(Published, Base):
    __tablename__ = "term"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code"),
        CheckConstraint("ends_on > starts_on", name="period"),
        CheckConstraint("0 < watch_from and watch_from < good_from and good_from <= 100", name="scale"),
        {"comment": "A congress term: targets are counted from its first to its last day."},
    )

    code: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    good_from: Mapped[int] = mapped_column(default=USUAL_SCALE.good_from)
    watch_from: Mapped[int] = mapped_column(default=USUAL_SCALE.watch_from)

    @property
    def scale(self) -> FlagScale:
        """Return from which percentages the colours of this term change."""
        return FlagScale(good_from=self.good_from, watch_from=self.watch_from)


class Inherited(TypedDict):
    """What a house took over from one that went into it: part of its number from a day on."""

    house_id: str
    code: str
    number: int
    effective_on: str
    decision_no: str


def _not_yet(parts: list[Inherited], day: date) -> int:
    return sum(part["number"] for part in parts if date.fromisoformat(part["effective_on"]) > day)


class Target(Addressed, Base):
    __tablename__ = "target"
    __table_args__ = (
        *addressed_index(),
        within_house("term_id", "term"),
        one_of("period", TargetPeriod),
        one_of("kind", TargetKind),
        CheckConstraint("value >= 0", name="value"),
        CheckConstraint("(period = 'term') = (year = 0)", name="year"),
        Index(
            "uq_target_current",
            "tenant_id",
            "to_tenant_id",
            "term_id",
            "year",
            "kind",
            unique=True,
            postgresql_where=text("superseded_at is null"),
        ),
        {"comment": "Admissions asked of a house (or of Khối itself) in a term or a year, by decision."},
    )

    term_id: Mapped[UUID]
    kind: Mapped[TargetKind] = mapped_column(default=TargetKind.ADMISSION)
    period: Mapped[TargetPeriod]
    year: Mapped[int] = mapped_column(default=WHOLE_TERM)
    value: Mapped[int]
    inherited: Mapped[list[Inherited]] = mapped_column(JSONB, default=list, server_default=text("'[]'"))
    decision_no: Mapped[str] = mapped_column(default="")
    decision_date: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]

    def value_on(self, day: date) -> int:
        """Return what was asked on a day: without what was inherited only later."""
        return self.value - _not_yet(self.inherited, day)


class AdmissionBalance(Addressed, Base):
    """Admissions of a year that were counted elsewhere, up to and including a day."""

    __tablename__ = "admission_balance"
    __table_args__ = (
        *addressed_index(),
        within_house("term_id", "term"),
        CheckConstraint("admitted >= 0", name="admitted"),
        Index(
            "uq_admission_balance_current",
            "tenant_id",
            "to_tenant_id",
            "term_id",
            "year",
            unique=True,
            postgresql_where=text("superseded_at is null"),
        ),
        {"comment": "Opening balance: people a house admitted in a year before the portal counted."},
    )

    term_id: Mapped[UUID]
    year: Mapped[int]
    admitted: Mapped[int]
    inherited: Mapped[list[Inherited]] = mapped_column(JSONB, default=list, server_default=text("'[]'"))
    counted_until: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]

    def admitted_on(self, day: date) -> int:
        """Return the balance as it was on a day: without what was inherited only later."""
        return self.admitted - _not_yet(self.inherited, day)
