"""Reads about campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from portal.activities.campaigns.models import Campaign, CampaignMaterial, CampaignState
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations.models import Organization

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign as lists show it."""

    campaign: Campaign
    is_own: bool


def is_for(house: UUID | None) -> ColumnElement[bool]:
    """Return the condition on Campaign that a house takes part: Khối called it, or the house itself."""
    root = select(Organization.id).where(Organization.id == Organization.tenant_id).scalar_subquery()
    return or_(
        Campaign.tenant_id == house,
        and_(Campaign.tenant_id == root, Campaign.state != CampaignState.DRAFT),
    )


def list_campaigns() -> list[CampaignRow]:
    """Return the campaigns of Khối and of the actor's house, running ones first."""
    house = current_actor().tenant_id
    statement = (
        select(Campaign)
        .where(is_for(house))
        .order_by(Campaign.state == CampaignState.CLOSED, Campaign.starts_on.desc())
        .limit(MOST_SHOWN)
    )
    return [CampaignRow(row, row.tenant_id == house) for row in db.session.scalars(statement)]


def campaign_choices() -> list[tuple[UUID, str]]:
    """Return the running campaigns a new activity may belong to."""
    statement = (
        select(Campaign.id, Campaign.title)
        .where(Campaign.state == CampaignState.RUNNING, is_for(current_actor().tenant_id))
        .order_by(Campaign.starts_on.desc())
    )
    return [(i, title) for i, title in db.session.execute(statement)]


def get_campaign(campaign_id: UUID) -> Campaign:
    """Return a campaign; NotFound for another house's draft."""
    campaign = get_row(Campaign, campaign_id)
    if campaign.state is CampaignState.DRAFT and campaign.tenant_id != current_actor().tenant_id:
        raise NotFound
    return campaign


def get_own_campaign(campaign_id: UUID) -> Campaign:
    """Return a campaign that the actor's house called; NotFound for any other."""
    campaign = get_row(Campaign, campaign_id)
    if campaign.tenant_id != current_actor().tenant_id:
        raise NotFound
    return campaign


def list_materials(campaign: Campaign) -> list[CampaignMaterial]:
    """Return the files of a campaign, in the order they came."""
    statement = (
        select(CampaignMaterial)
        .where(CampaignMaterial.tenant_id == campaign.tenant_id)
        .where(CampaignMaterial.campaign_id == campaign.id, CampaignMaterial.removed_at.is_(None))
        .order_by(CampaignMaterial.created_at)
    )
    return list(db.session.scalars(statement))


def get_material(campaign_material_id: UUID) -> CampaignMaterial:
    """Return one file of a campaign the actor may read."""
    material = get_row(CampaignMaterial, campaign_material_id)
    get_campaign(material.campaign_id)
    return material
