"""A closing that was a mistake, put right by a later step."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, RuleRefused
from portal.kernel.operation import operation
from portal.organizations.models import Organization


@operation
def reopen_organization(*, organization_id: UUID) -> None:
    """Take the closing of a house back; Conflict when it is open, RuleRefused when it went into another."""
    organization = lock(Organization, organization_id)
    if organization.closed_on is None:
        raise Conflict("Đơn vị đang hoạt động.")
    if organization.successor_id is not None:
        raise RuleRefused("Người và việc của đơn vị đã chuyển sang đơn vị khác; cần quyết định mới.")
    before = {"closed_on": organization.closed_on, "decision_no": organization.closing_decision}
    organization.closed_on, organization.closing_decision = None, ""
    audit.record("organization.reopened", organization, before=before, after={"closed_on": None})
