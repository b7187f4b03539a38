"""A draft becomes a call."""

from __future__ import annotations

from uuid import UUID

from portal.activities.campaigns.models import Campaign, CampaignState
from portal.activities.campaigns.queries import get_own_campaign
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation


@operation
def publish_campaign(*, campaign_id: UUID) -> None:
    """Call for a campaign: Khối's appears in every house, a house's own in the house."""
    get_own_campaign(campaign_id)
    campaign = lock(Campaign, campaign_id)
    if campaign.state is not CampaignState.DRAFT:
        raise Conflict("Phong trào này đã phát động.")
    campaign.state = CampaignState.RUNNING
    audit.record("campaign.published", campaign, title=campaign.title)
