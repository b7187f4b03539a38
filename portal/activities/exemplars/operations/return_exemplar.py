"""Khối does not publish a story."""

from __future__ import annotations

from uuid import UUID

from portal.activities.exemplars.models import ExemplarApproval, ExemplarReturn
from portal.activities.exemplars.queries import is_settled
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row, lock_name
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def return_exemplar(*, exemplar_approval_id: UUID, reason: str) -> UUID:
    """Return a story to the house that sent it, with the reason; return the row's id."""
    lock_name(f"exemplar:{exemplar_approval_id}")
    approval = get_row(ExemplarApproval, exemplar_approval_id)
    if is_settled(approval):
        raise Conflict("Bài này đã đăng hoặc đã trả lại.")
    if not reason.strip():
        raise DomainError("Ghi lý do để đơn vị biết.", field="reason")
    returned = ExemplarReturn(
        to_tenant_id=approval.tenant_id if approval.tenant_id != current_actor().tenant_id else None,
        approval_tenant_id=approval.tenant_id,
        approval_id=approval.id,
        reason=reason.strip(),
        decided_by=signature(),
    )
    db.session.add(returned)
    audit.record("exemplar.returned", returned, approval_id=approval.id)
    return returned.id
