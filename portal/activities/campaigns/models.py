"""Campaigns and what each house reports about them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.files import FileColumns
from portal.kernel.tenancy import Addressed, Published, addressed_index, between_houses, within_house
from portal.organizations.models import one_of


class CampaignKind(StrEnum):
    """Phong trào thi đua, cuộc vận động, đợt sinh hoạt chính trị (letter 1849-CV/ĐUK, task 2.a)."""

    MOVEMENT = "movement"
    CAMPAIGN = "campaign"
    POLITICAL_ACTIVITY = "political_activity"


class CampaignState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"


class Campaign(Published, Base):
    """A call to everybody (Khối's) or to one's own members (a union's, a house's).

    A call is an announcement: no personal data stands in it, so every house may read it. Lists show
    Khối's and one's own; a draft is shown to its house only.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        Index(None, "tenant_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", name="period"),
        one_of("kind", CampaignKind),
        one_of("state", CampaignState),
        {"comment": "Emulation movements, campaigns and political activities called by a house."},
    )

    kind: Mapped[CampaignKind]
    state: Mapped[CampaignState] = mapped_column(default=CampaignState.DRAFT)
    title: Mapped[str]
    plan_no: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    goals: Mapped[str] = mapped_column(default="")
    criteria: Mapped[str] = mapped_column(default="")
    links: Mapped[str] = mapped_column(default="")
    closing_words: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class CampaignMaterial(Published, FileColumns, Base):
    """A plan or a leaflet of a campaign, for everybody who may read the campaign."""

    __tablename__ = "campaign_material"
    __table_args__ = (
        within_house("campaign_id", "campaign"),
        Index(None, "tenant_id", "campaign_id"),
        {"comment": "Files of a campaign: plan, guidance, leaflets."},
    )

    campaign_id: Mapped[UUID]
    removed_at: Mapped[datetime | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ReportKind(StrEnum):
    PROGRESS = "progress"
    CLOSING = "closing"


class CampaignReport(Addressed, Base):
    """What a house says it did in a campaign, to the house that called; a later one replaces it.

    The figures are counted by the portal at the moment of reporting and kept as they stood.
    """

    __tablename__ = "campaign_report"
    __table_args__ = (
        between_houses("campaign_tenant_id", "campaign_id", "campaign"),
        Index(None, "tenant_id", "campaign_id", "created_at"),
        one_of("kind", ReportKind),
        *addressed_index(),
        {"comment": "Progress and closing reports of a house on a campaign, addressed to who called it."},
    )
    staff_verbs = ("select", "insert")

    campaign_tenant_id: Mapped[UUID]
    campaign_id: Mapped[UUID]
    kind: Mapped[ReportKind]
    words: Mapped[str]
    activity_count: Mapped[int]
    participant_count: Mapped[int]
    reported_on: Mapped[date]
    reported_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
