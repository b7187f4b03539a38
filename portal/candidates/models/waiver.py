"""That somebody let a criterion go, on which paper, and that it was taken back (rules.md §11)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house
from portal.kernel.tenancy_v1 import APPEND


class Waiver(Owned, Base):
    """One signature: the criterion, the paper and the person who decided.

    Rows are never changed: a row with ``revokes_waiver_id`` takes an earlier one back, and says
    why in ``reason``.
    """

    __tablename__ = "waiver"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        within_house("person_id", "person"),
        within_house("revokes_waiver_id", "waiver"),
        Index(None, "tenant_id", "candidate_id", "recorded_at"),
        Index(
            "uq_waiver_revokes_waiver_id",
            "tenant_id",
            "revokes_waiver_id",
            unique=True,
            postgresql_where=text("revokes_waiver_id is not null"),
        ),
        CheckConstraint(
            "evidence_no <> '' and decided_by <> '' or revokes_waiver_id is not null", name="signed"
        ),
        {"comment": "Criteria that a named person let go on a paper, and what was taken back; append only."},
    )
    staff_verbs = APPEND

    candidate_id: Mapped[UUID]
    person_id: Mapped[UUID]
    criterion: Mapped[str]
    evidence_no: Mapped[str] = mapped_column(default="")
    evidence_date: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    revokes_waiver_id: Mapped[UUID | None]
    recorded_by: Mapped[str]
    recorded_by_account_id: Mapped[UUID | None]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
