"""A plan or a leaflet for a campaign."""

from __future__ import annotations

from uuid import UUID

from portal.activities.campaigns.models import CampaignMaterial
from portal.activities.campaigns.queries import get_own_campaign
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.file_kinds import IMAGES, PAPERS
from portal.kernel.files import keep_file
from portal.kernel.operation import operation


@operation
def add_material(*, campaign_id: UUID, content: bytes, name: str) -> UUID:
    """Keep a file with a campaign of the own house; return the material's id."""
    get_own_campaign(campaign_id)
    kept = keep_file(content, name, accept=PAPERS | IMAGES)
    material = CampaignMaterial(campaign_id=campaign_id, created_by=signature(), **kept.columns())
    db.session.add(material)
    audit.record("campaign.material_added", material, file_name=kept.name, campaign_id=campaign_id)
    return material.id
