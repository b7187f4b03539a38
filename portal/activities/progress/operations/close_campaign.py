"""The end of a campaign, with what it achieved."""

from __future__ import annotations

from uuid import UUID

from portal.activities.campaigns.models import Campaign, CampaignState
from portal.activities.campaigns.queries import get_own_campaign
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def close_campaign(*, campaign_id: UUID, closing_words: str) -> None:
    """Close a campaign of the own house; nothing is logged or reported in it afterwards."""
    get_own_campaign(campaign_id)
    campaign = lock(Campaign, campaign_id)
    if campaign.state is not CampaignState.RUNNING:
        raise RuleRefused("Chỉ tổng kết phong trào đang triển khai.")
    if not closing_words.strip():
        raise DomainError("Ghi kết quả tổng kết.", field="closing_words")
    campaign.closing_words, campaign.closed_on = closing_words.strip(), clock.today()
    campaign.state = CampaignState.CLOSED
    campaign.version += 1
    audit.record("campaign.closed", campaign, title=campaign.title)
