"""Beside which Party organisation a branch stands."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from portal.activities.members.models import UnionBranch
from portal.activities.members.queries import PARTY_HOUSES, get_branch
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import get_organization


@operation
def link_branch(*, unit_id: UUID, party_house_id: UUID) -> None:
    """Say whom the branch's activities are told to and its referrals are addressed to."""
    get_branch(unit_id)
    if get_organization(party_house_id).kind not in PARTY_HOUSES:
        raise DomainError("Chọn một tổ chức cơ sở đảng.", field="party_house_id")
    branch = db.session.scalar(
        select(UnionBranch).where(
            UnionBranch.tenant_id == current_tenant_id(), UnionBranch.unit_id == unit_id
        )
    )
    before = branch.party_house_id if branch else None
    if branch is None:
        branch = UnionBranch(unit_id=unit_id, party_house_id=party_house_id)
        db.session.add(branch)
    branch.party_house_id = party_house_id
    audit.record(
        "branch.linked",
        branch,
        before={"party_house_id": before},
        after={"party_house_id": party_house_id},
        unit_id=unit_id,
    )
