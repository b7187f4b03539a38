"""Cases of rectification: rows of Khối, shown to the house once its letter was sent; what both wrote."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of
from portal.rectification.states import EntryKind, Result, Trigger


class RectificationCase(Addressed, Base):
    """``house_id`` is whom it is about; the addressee stays empty until the house is told."""

    __tablename__ = "rectification_case"
    __table_args__ = (
        *addressed_index(),
        within_house("early_warning_id", "early_warning"),
        within_house("check_up_id", "check_up"),
        within_house("letter_id", "letter"),
        Index(None, "tenant_id", "opened_on"),
        one_of("trigger", Trigger),
        one_of("result", Result),
        CheckConstraint("(closed_on is null) = (result is null)", name="closed"),
        CheckConstraint("to_tenant_id is null or to_tenant_id = house_id", name="addressee"),
        CheckConstraint("(trigger = 'warning') = (early_warning_id is not null)", name="warning"),
        CheckConstraint("(trigger = 'check_up') = (check_up_id is not null)", name="check_up"),
        {"comment": "Rectification of a weak house: cause, letter, plan, follow-up, end; no discipline."},
    )

    house_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    trigger: Mapped[Trigger]
    early_warning_id: Mapped[UUID | None]
    check_up_id: Mapped[UUID | None]
    letter_id: Mapped[UUID]
    cause: Mapped[str]
    demand: Mapped[str]
    plan_due: Mapped[date]
    opened_by: Mapped[str]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    result: Mapped[Result | None]
    closing_words: Mapped[str] = mapped_column(default="")


class RectificationEntry(Addressed, Base):
    """A plan (with who answers for it and by when), a report of the house, or what Khối saw."""

    __tablename__ = "rectification_entry"
    __table_args__ = (
        *addressed_index(),
        between_houses("case_tenant_id", "case_id", "rectification_case"),
        Index(None, "tenant_id", "case_id", "written_at"),
        one_of("kind", EntryKind),
        CheckConstraint("(kind = 'plan') = (mended_by is not null)", name="mended_by"),
        {"comment": "What a house plans and reports in a rectification, and what Khối saw; append only."},
    )
    staff_verbs = APPEND

    case_tenant_id: Mapped[UUID]
    case_id: Mapped[UUID]
    kind: Mapped[EntryKind]
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    mended_by: Mapped[date | None]
    written_by: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
