"""Commendations: proposed by Khối, shown to the house once they were decided."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.commendation.merits import Award, Kind
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, addressed_index
from portal.organizations.models import one_of


class Commendation(Addressed, Base):
    """``house_id`` is whom it is for; the addressee stays empty until the decision.

    ``reason`` holds the figures as they stood on ``as_of``. A declined proposal stays in the record.
    """

    __tablename__ = "commendation"
    __table_args__ = (
        *addressed_index(),
        Index(None, "tenant_id", "year"),
        Index(
            "uq_commendation_standing",
            "tenant_id",
            "house_id",
            "kind",
            "year",
            unique=True,
            postgresql_where=text("declined_on is null and kind <> 'ad_hoc'"),
        ),
        one_of("kind", Kind),
        one_of("award", Award),
        CheckConstraint("(decided_on is null) = (decision_no = '')", name="decided"),
        CheckConstraint("(declined_on is null) = (declined_reason = '')", name="declined"),
        CheckConstraint("decided_on is null or declined_on is null", name="one_end"),
        CheckConstraint("(decided_on is null) = (to_tenant_id is null)", name="told"),
        CheckConstraint("to_tenant_id is null or to_tenant_id = house_id", name="addressee"),
        {"comment": "Commendation of a house: proposal with its figures, decision or reason of refusal."},
    )

    house_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[Kind]
    award: Mapped[Award]
    year: Mapped[int]
    reason: Mapped[str]
    as_of: Mapped[date]
    proposed_by: Mapped[str]
    decision_no: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    declined_on: Mapped[date | None]
    declined_reason: Mapped[str] = mapped_column(default="")
