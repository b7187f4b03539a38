"""A new name of a house by a decision, from a day on; the old name keeps its days."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.models import Organization, OrganizationName
from portal.organizations.operations.supersede import supersede


@operation
def rename_organization(*, organization_id: UUID, name: str, decision_no: str, valid_from: date) -> None:
    """Give a house another name by a decision (number required) from a day on."""
    organization = lock(Organization, organization_id)
    names = db.session.scalars(
        select(OrganizationName).where(OrganizationName.organization_id == organization.id)
    ).all()
    before = supersede(names, valid_from=valid_from)
    if before is not None and before.name == name:
        raise DomainError("Tên mới giống tên đang dùng.", field="name")
    db.session.add(
        OrganizationName(
            organization_id=organization.id, name=name, decision_no=decision_no, valid_from=valid_from
        )
    )
    audit.record(
        "organization.renamed",
        organization,
        before={"name": before.name if before else ""},
        after={"name": name},
        decision_no=decision_no,
        valid_from=valid_from,
    )
