"""The end of a house by a decision; everything it wrote stays readable."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.wording import bloc
from portal.organizations import rules
from portal.organizations.models import Organization, OrganizationName


@operation
def close_organization(*, organization_id: UUID, closed_on: date, decision_no: str) -> None:
    """Close a house from a day on; RuleRefused for the root and for a day before it began."""
    organization = lock(Organization, organization_id)
    if organization.is_root:
        raise RuleRefused(f"Không kết thúc hoạt động của chính {bloc()} ở đây.")
    if organization.closed_on is not None:
        raise Conflict("Đơn vị đã kết thúc hoạt động trước đó.")
    opened_on = db.session.scalar(
        select(func.min(OrganizationName.valid_from)).where(
            OrganizationName.organization_id == organization.id
        )
    )
    problem = rules.closing_problem(opened_on, closed_on)
    if problem:
        raise RuleRefused(problem, field="closed_on")
    organization.closed_on, organization.closing_decision = closed_on, decision_no
    audit.record("organization.closed", organization, closed_on=closed_on, decision_no=decision_no)
