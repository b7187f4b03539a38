"""What came of a campaign, counted from the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from portal.activities.campaigns.models import Campaign, CampaignMaterial, CampaignReport
from portal.activities.campaigns.queries import get_campaign, list_materials
from portal.activities.log.models import Activity, Participation
from portal.activities.log.queries import HAPPENED
from portal.activities.members.queries import list_branch_units
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import list_organizations, root_id

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class PartRow:
    """What one unit (or, for Khối, one union) did in a campaign."""

    name: str
    activities: int
    people: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The last report of a house."""

    report: CampaignReport
    house_name: str


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """Everything the page of a campaign shows."""

    campaign: Campaign
    materials: list[CampaignMaterial]
    parts: list[PartRow]
    reports: list[ReportRow]
    is_own: bool
    caller: str

    @property
    def activities(self) -> int:
        return sum(part.activities for part in self.parts)

    @property
    def people(self) -> int:
        return sum(part.people for part in self.parts)


def campaign_page(campaign_id: UUID) -> CampaignPage:
    """Return the page of a campaign: for Khối by union, for a union by its own units."""
    campaign = get_campaign(campaign_id)
    here = current_actor().tenant_id
    houses = {house.id: house.name for house in list_organizations()}
    is_root = here == root_id()
    return CampaignPage(
        campaign=campaign,
        materials=list_materials(campaign),
        parts=_by_union(campaign) if is_root else _by_unit(campaign),
        reports=_reports(campaign, houses),
        is_own=campaign.tenant_id == here,
        caller=houses.get(campaign.tenant_id, ""),
    )


def _by_unit(campaign: Campaign) -> list[PartRow]:
    units = list_branch_units()
    counted = _counted(campaign, Activity.unit_id, Activity.tenant_id == current_actor().tenant_id)
    if not units and not counted:
        return []
    rows = [PartRow(unit.name, *counted.get(unit.id, (0, 0))) for unit in units]
    whole = counted.get(None)
    return [*([PartRow("Toàn đoàn thể", *whole)] if whole else []), *rows]


def _by_union(campaign: Campaign) -> list[PartRow]:
    counted = _counted(campaign, Activity.tenant_id, Activity.tenant_id.is_not(None))
    unions = list_organizations(kinds=(OrganizationKind.MASS_UNION,))
    return [PartRow(union.name, *counted.get(union.id, (0, 0))) for union in unions]


def _counted(campaign: Campaign, by: Any, where: ColumnElement[bool]) -> dict[UUID | None, tuple[int, int]]:
    """Return activities held and participations (guests too) by a column."""
    conditions = (where, Activity.campaign_id == campaign.id, Activity.state.in_(HAPPENED))
    held: Any = db.session.execute(
        select(by, func.count(), func.sum(Activity.guest_count)).where(*conditions).group_by(by)
    )
    people: dict[UUID | None, int] = dict(
        db.session.execute(
            select(by, func.count())
            .join(
                Participation,
                and_(Participation.tenant_id == Activity.tenant_id, Participation.activity_id == Activity.id),
            )
            .where(*conditions)
            .group_by(by)
        ).all()
    )
    return {key: (count, people.get(key, 0) + int(guests or 0)) for key, count, guests in held}


def own_figures(campaign: Campaign) -> tuple[int, int]:
    """Return how many activities the actor's house held in a campaign, and with how many people."""
    counted = _counted(campaign, Activity.tenant_id, Activity.tenant_id == current_actor().tenant_id)
    return counted.get(current_actor().tenant_id, (0, 0))


def _reports(campaign: Campaign, houses: dict[UUID, str]) -> list[ReportRow]:
    """Return the last report of each house that the actor's house wrote or was sent."""
    here = current_actor().tenant_id
    statement = (
        select(CampaignReport)
        .where(CampaignReport.campaign_id == campaign.id)
        .where(or_(CampaignReport.tenant_id == here, CampaignReport.to_tenant_id == here))
        .order_by(CampaignReport.created_at)
    )
    last = {row.tenant_id: row for row in db.session.scalars(statement)}
    return [ReportRow(row, houses.get(house, "")) for house, row in last.items()]
