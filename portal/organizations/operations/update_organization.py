"""The figures of a house, all in one step; only what differs is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from portal.kernel.database import get_row
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations import queries
from portal.organizations.models import AttributeName, Organization
from portal.organizations.operations.change_sector import change_sector
from portal.organizations.operations.set_organization_attribute import set_organization_attribute


@operation
def update_organization(
    *, organization_id: UUID, sector: str, attributes: Mapping[AttributeName, int | None], valid_from: date
) -> None:
    """Set the sector and the attributes of a house from a day on; None leaves an attribute as it is."""
    organization = get_row(Organization, organization_id)
    current = queries.attributes_on(on=valid_from).get(organization.id, {})
    differing = {
        name: value for name, value in attributes.items() if value is not None and current.get(name) != value
    }
    if not differing and sector == organization.sector:
        raise DomainError("Không có gì thay đổi.")
    if sector != organization.sector:
        change_sector(organization_id=organization.id, sector=sector)
    for name, value in differing.items():
        set_organization_attribute(
            organization_id=organization.id, name=name, value=value, valid_from=valid_from
        )
