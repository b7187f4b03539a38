"""The member who follows and helps a candidate (38-HD/BTCTW §1.3; Statutes Art. 4.2)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house


class HelperAssignment(Owned, Base):
    """From a day until a day, by a resolution; ``helper_membership_id`` when the helper has an account."""

    __tablename__ = "helper_assignment"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        within_house("person_id", "person"),
        within_house("helper_membership_id", "membership"),
        Index(None, "tenant_id", "candidate_id", "starts_on"),
        Index(None, "tenant_id", "helper_membership_id"),
        Index("ix_helper_assignment_person", "person_id"),
        CheckConstraint("ends_on is null or ends_on >= starts_on", name="period"),
        {"comment": "Which official member follows and helps a candidate, from when until when."},
    )
    person_column = "person_id"

    candidate_id: Mapped[UUID]
    person_id: Mapped[UUID]
    helper_name: Mapped[str]
    helper_membership_id: Mapped[UUID | None]
    is_official: Mapped[bool] = mapped_column(default=True)
    resolution_no: Mapped[str] = mapped_column(default="")
    together_since: Mapped[date | None]
    is_replacement: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
