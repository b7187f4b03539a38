"""A new superior of a house by a decision, from a day on; the old one keeps its days."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.models import Organization, OrganizationParent
from portal.organizations.operations.supersede import supersede


@operation
def change_parent(*, organization_id: UUID, parent_id: UUID, decision_no: str, valid_from: date) -> None:
    """Put a house under another from a day on; DomainError when it stands there already."""
    organization, parent = lock(Organization, organization_id), get_row(Organization, parent_id)
    rows = db.session.scalars(
        select(OrganizationParent).where(OrganizationParent.organization_id == organization.id)
    ).all()
    before = supersede(rows, valid_from=valid_from)
    if before is not None and before.parent_id == parent.id:
        raise DomainError("Đơn vị đang trực thuộc tổ chức này.", field="receiver_id")
    db.session.add(
        OrganizationParent(
            organization_id=organization.id,
            parent_id=parent.id,
            decision_no=decision_no,
            valid_from=valid_from,
        )
    )
    audit.record(
        "organization.put_under",
        organization,
        before={"parent": before.parent_id if before else None},
        after={"parent": parent.id},
        decision_no=decision_no,
        valid_from=valid_from,
    )
