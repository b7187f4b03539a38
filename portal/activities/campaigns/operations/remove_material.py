"""A file of a campaign that is out of date."""

from __future__ import annotations

from uuid import UUID

from portal.activities.campaigns.models import CampaignMaterial
from portal.activities.campaigns.queries import get_own_campaign
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def remove_material(*, campaign_material_id: UUID) -> UUID:
    """Take a file off the page of the campaign; return the campaign's id."""
    material = lock(CampaignMaterial, campaign_material_id)
    get_own_campaign(material.campaign_id)
    material.removed_at = clock.now()
    audit.record("campaign.material_removed", material, file_name=material.file_name)
    return material.campaign_id
