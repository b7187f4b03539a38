"""The criteria, what they propose for each house, and what was officially decided. Rows of Khối."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.evaluation.levels import CapBase, Level
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Owned, Published, addressed_index, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class CriteriaSet(Published, Base):
    """``criteria`` is a list of {measure, weight, bound}; a change is a new set with the next number.

    A period is judged by the newest set whose ``starts_on`` is not after its first day.
    """

    __tablename__ = "criteria_set"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        CheckConstraint("cap_percent between 0 and 100", name="cap_percent"),
        one_of("cap_base", CapBase),
        {"comment": "Criteria of the yearly and quarterly sub-score with their weights; append only."},
    )
    staff_verbs = APPEND

    number: Mapped[int]
    starts_on: Mapped[date]
    source: Mapped[str]
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    cap_percent: Mapped[int]
    cap_base: Mapped[CapBase]
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class EvaluationProposal(Addressed, Base):
    """What the criteria propose for a house in a period, with the figures of ``as_of`` as they stood.

    ``figures`` is {measure: {done, out_of} or null}. ``score`` is empty while a figure is missing.
    """

    __tablename__ = "evaluation_proposal"
    __table_args__ = (
        *addressed_index(),
        within_house("criteria_set_id", "criteria_set"),
        Index(
            "uq_evaluation_proposal_current",
            "tenant_id",
            "period",
            "to_tenant_id",
            unique=True,
            postgresql_where=text("superseded_at is null"),
        ),
        CheckConstraint("score between 0 and 100", name="score"),
        {"comment": "Sub-score proposed for a house in a period, with the figures it came from."},
    )

    period: Mapped[str]
    criteria_set_id: Mapped[UUID]
    as_of: Mapped[date]
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    score: Mapped[float | None] = mapped_column(Numeric(4, 1, asdecimal=False))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]


class EvaluationRank(Addressed, Base):
    """The official level of a house as the standing committee decided it; a correction is a new row."""

    __tablename__ = "evaluation_rank"
    __table_args__ = (
        *addressed_index(),
        one_of("level", Level),
        Index(
            "uq_evaluation_rank_current",
            "tenant_id",
            "period",
            "to_tenant_id",
            unique=True,
            postgresql_where=text("superseded_at is null"),
        ),
        {"comment": "Official level of a house in a period, by decision; entered, never computed."},
    )

    period: Mapped[str]
    level: Mapped[Level]
    decision_no: Mapped[str]
    decided_on: Mapped[date]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]


class CapExcess(Owned, Base):
    """Why more houses are excellent than the cap allows, as the decision says it."""

    __tablename__ = "cap_excess"
    __table_args__ = (
        Index(None, "tenant_id", "period"),
        {"comment": "Reason for more excellent houses than the cap of a period allows; append only."},
    )
    staff_verbs = APPEND

    period: Mapped[str]
    decision_no: Mapped[str]
    excellent: Mapped[int]
    allowed: Mapped[int]
    reason: Mapped[str]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
