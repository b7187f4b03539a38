"""The sector by which houses are grouped in lists."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.operation import operation
from portal.organizations.models import Organization


@operation
def change_sector(*, organization_id: UUID, sector: str) -> None:
    """Put a house in another sector."""
    organization = lock(Organization, organization_id)
    before = organization.sector
    organization.sector = sector
    audit.record(
        "organization.sector_changed", organization, before={"sector": before}, after={"sector": sector}
    )
