"""Warnings of Khối to its houses: the rule, what it found, and what was done about it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Owned, Published, addressed_index, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of
from portal.oversight.warnings.thresholds import WarningKind


class HandlingKind(StrEnum):
    ASSIGNED = "assigned"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    REOPENED = "reopened"


class WarningSetting(Published, Base):
    """The threshold of one rule as Khối set it; published, so that a house knows what it is measured by."""

    __tablename__ = "warning_setting"
    __table_args__ = (
        UniqueConstraint("tenant_id", "kind"),
        one_of("kind", WarningKind),
        CheckConstraint("threshold > 0", name="threshold"),
        {"comment": "From how much on each rule of early warning warns, and whether it is on."},
    )

    kind: Mapped[WarningKind]
    threshold: Mapped[int]
    is_on: Mapped[bool] = mapped_column(default=True)


class EarlyWarning(Addressed, Base):
    """One cause in one house, from the night it was found until the night it was gone (``ended_on``).

    ``closed_on`` is the day an officer called it settled though the cause was still there; it is
    taken back when the figure grows beyond ``value_when_closed``.
    """

    __tablename__ = "early_warning"
    __table_args__ = (
        *addressed_index(),
        one_of("kind", WarningKind),
        Index(
            "uq_early_warning_running",
            "tenant_id",
            "to_tenant_id",
            "kind",
            unique=True,
            postgresql_where=text("ended_on is null"),
        ),
        Index(None, "tenant_id", "found_on"),
        CheckConstraint("(closed_on is null) = (value_when_closed is null)", name="closed"),
        {"comment": "A house reached the threshold of a rule: figures only, nobody's name."},
    )

    kind: Mapped[WarningKind]
    value: Mapped[float] = mapped_column(Numeric(8, 1, asdecimal=False))
    threshold: Mapped[int]
    found_on: Mapped[date]
    seen_on: Mapped[date]
    ended_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    value_when_closed: Mapped[float | None] = mapped_column(Numeric(8, 1, asdecimal=False))


class WarningHandling(Owned, Base):
    """What Khối did about a warning; its own notes, which the house does not see. Append only."""

    __tablename__ = "warning_handling"
    __table_args__ = (
        within_house("early_warning_id", "early_warning"),
        within_house("membership_id", "membership"),
        Index(None, "tenant_id", "early_warning_id", "recorded_at"),
        one_of("kind", HandlingKind),
        CheckConstraint("(kind = 'snoozed') = (until is not null)", name="until"),
        CheckConstraint("(kind = 'assigned') = (membership_id is not null)", name="membership"),
        {"comment": "Who was given an early warning, until when it rests and why, why it was closed."},
    )
    staff_verbs = APPEND

    early_warning_id: Mapped[UUID]
    kind: Mapped[HandlingKind]
    membership_id: Mapped[UUID | None]
    officer_name: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
