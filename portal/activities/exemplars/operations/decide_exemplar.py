"""The house's word on a story."""

from __future__ import annotations

from uuid import UUID

from portal.activities.exemplars.models import Exemplar, ExemplarApproval, ExemplarState
from portal.activities.exemplars.queries import find_approval
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row, lock_name
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation
from portal.organizations.queries import root_id


@operation
def decide_exemplar(*, exemplar_id: UUID, state: ExemplarState | str, reason: str = "") -> UUID:
    """Approve a story and send it to Khối as it was written, or decline it with a reason."""
    lock_name(f"exemplar:{exemplar_id}")
    exemplar = get_row(Exemplar, exemplar_id)
    if exemplar.tenant_id != current_actor().tenant_id:
        raise NotFound
    state = ExemplarState(state)
    if find_approval(exemplar) is not None:
        raise Conflict("Bài này đã được duyệt hoặc trả lại.")
    if state is ExemplarState.DECLINED and not reason.strip():
        raise DomainError("Ghi lý do để người viết biết.", field="reason")
    is_sent = state is ExemplarState.APPROVED
    root = root_id()
    approval = ExemplarApproval(
        to_tenant_id=root if is_sent and root != exemplar.tenant_id else None,
        exemplar_id=exemplar.id,
        state=state,
        reason=reason.strip(),
        decided_by=signature(),
        decided_on=clock.today(),
    )
    if is_sent:
        for name in ("title", "about", "story", "author_name"):
            setattr(approval, name, getattr(exemplar, name))
        for name in ("file_digest", "file_name", "file_type", "file_size"):
            setattr(approval, name, getattr(exemplar, name))
    db.session.add(approval)
    audit.record("exemplar.decided", approval, exemplar_id=exemplar.id, state=state)
    return approval.id
