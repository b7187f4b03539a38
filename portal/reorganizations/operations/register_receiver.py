"""The house that a merger or a split makes, registered just before everything moves into it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.operation import operation
from portal.organizations.models import Organization, OrganizationKind
from portal.organizations.operations.register_organization import register_organization
from portal.reorganizations.models import Reorganization, ReorganizedHouse


@operation
def register_receiver(*, reorganization_id: UUID) -> UUID:
    """Return the house that takes over, registered from the effective day if there is none yet.

    It is a committee if one of the merged houses is; the sector is theirs if they share one.
    """
    row = lock(Reorganization, reorganization_id)
    if row.receiver_id is None:
        houses = db.session.scalars(
            select(Organization)
            .join(ReorganizedHouse, ReorganizedHouse.organization_id == Organization.id)
            .where(ReorganizedHouse.reorganization_id == row.id)
        ).all()
        kinds, sectors = {one.kind for one in houses}, {one.sector for one in houses}
        committee = OrganizationKind.GRASSROOTS_COMMITTEE_ORG
        row.receiver_id = register_organization(
            code=row.new_code,
            name=row.new_name,
            kind=committee if committee in kinds else houses[0].kind,
            union_kind=houses[0].union_kind,
            sector=sectors.pop() if len(sectors) == 1 else "",
            valid_from=row.effective_on,
        )
    audit.record("reorganization.receiver_registered", row, receiver=row.receiver_id)
    return row.receiver_id
