"""The person stays, or comes back because the other house refused."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.operations.correct_stage import correct_stage
from portal.kernel import audit, clock
from portal.kernel.database import lock, lock_name
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.transfers.models import Transfer
from portal.transfers.queries import get_transfer


@operation
def take_back_transfer(*, transfer_id: UUID, reason: str) -> UUID:
    """Take back a move that nobody accepted; the candidate stands where he or she stood. Return the id."""
    lock_name(f"transfer:{transfer_id}")
    row = lock(Transfer, transfer_id)
    if not get_transfer(transfer_id).may_take_back:
        raise RuleRefused("Nơi đến đã tiếp nhận; nếu đồng chí này trở lại, nơi đó chuyển về.")
    if not reason.strip():
        raise DomainError("Ghi lý do.", field="reason")
    correct_stage(candidate_id=row.candidate_id, stage_step_id=row.step_id, remarks=reason)
    row.withdrawn_at = clock.now()
    audit.record("transfer.taken_back", row, reason=reason.strip())
    return row.candidate_id
