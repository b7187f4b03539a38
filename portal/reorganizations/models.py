"""The reorganisation of houses as a record of Khối: its decision, what it concerns, what it moved."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Owned, addressed_index, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of
from portal.reorganizations.kinds import Kind, State

MovedRows = dict[str, dict[str, int]]
"""House id → table → rows that moved to the successor."""


class Reorganization(Owned, Base):
    """One decision.

    ``receiver_id`` is the house that takes over, or the new superior; a merger or a split has none until
    it is carried out, when the new house is registered under ``new_code``.
    """

    __tablename__ = "reorganization"
    __table_args__ = (
        Index(None, "tenant_id", "effective_on"),
        one_of("kind", Kind),
        one_of("state", State),
        CheckConstraint("decision_no <> ''", name="decision"),
        {"comment": "Mergers, splits, dissolutions, new names and superiors of houses, by decision."},
    )

    kind: Mapped[Kind]
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    decision_no: Mapped[str]
    decision_date: Mapped[date]
    effective_on: Mapped[date]
    receiver_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))
    new_code: Mapped[str] = mapped_column(default="")
    new_name: Mapped[str] = mapped_column(default="")
    drafted_by: Mapped[str]
    drafted_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_by: Mapped[str] = mapped_column(default="")
    carried_out_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
    """Why the last attempt to carry it out moved nothing."""
    units: Mapped[list[dict[str, str]]] = mapped_column(JSONB, default=list, server_default="[]")
    """Id and name, on the day of the draft, of the units that leave their house; empty when houses go."""
    moved: Mapped[MovedRows] = mapped_column(JSONB, default=dict)


class HouseLegacy(Addressed, Base):
    """What a closed house left behind, told to its successor when the house went: read, never changed.

    The rows themselves stay in the closed house, where Khối reads them.
    """

    __tablename__ = "house_legacy"
    __table_args__ = (
        *addressed_index(),
        within_house("reorganization_id", "reorganization"),
        UniqueConstraint("tenant_id", "reorganization_id", "organization_id"),
        {"comment": "Letters, plans, reports and levels a closed house had, a line each, for its successor."},
    )
    staff_verbs = APPEND

    reorganization_id: Mapped[UUID]
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    house_words: Mapped[str]
    decision_no: Mapped[str]
    effective_on: Mapped[date]
    lines: Mapped[list[dict[str, str]]] = mapped_column(JSONB)
    """Group, day (ISO 8601) and text of each."""
    written_at: Mapped[datetime] = mapped_column(default=clock.now)


class ReorganizedHouse(Owned, Base):
    """A house that a decision speaks of: renamed, put under another, or closed by it."""

    __tablename__ = "reorganized_house"
    __table_args__ = (
        within_house("reorganization_id", "reorganization"),
        Index("uq_reorganized_house_once", "tenant_id", "reorganization_id", "organization_id", unique=True),
        Index(None, "tenant_id", "organization_id"),
        {"comment": "The houses a reorganisation speaks of."},
    )

    reorganization_id: Mapped[UUID]
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
