"""A new campaign."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.activities.campaigns.models import Campaign, CampaignKind, CampaignState
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def call_campaign(
    *,
    kind: CampaignKind | str,
    title: str,
    starts_on: date,
    ends_on: date,
    plan_no: str = "",
    goals: str = "",
    criteria: str = "",
    links: str = "",
) -> UUID:
    """Write a campaign as a draft of the actor's house; return its id."""
    if ends_on < starts_on:
        raise DomainError("Ngày kết thúc không thể trước ngày bắt đầu.", field="ends_on")
    campaign = Campaign(
        kind=CampaignKind(kind),
        state=CampaignState.DRAFT,
        title=title.strip(),
        plan_no=plan_no.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        goals=goals.strip(),
        criteria=criteria.strip(),
        links=links.strip(),
        created_by=signature(),
    )
    db.session.add(campaign)
    audit.record("campaign.drafted", campaign, title=campaign.title)
    return campaign.id
