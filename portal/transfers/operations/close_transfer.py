"""The old house closes what was still open once the new one took the person in."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.operations.set_membership_active import set_membership_active
from portal.accounts.pages import find_member
from portal.kernel import audit, clock
from portal.kernel.database import lock, lock_name
from portal.kernel.errors import Conflict, RuleRefused
from portal.kernel.operation import operation
from portal.transfers.models import Transfer
from portal.transfers.queries import get_transfer


@operation
def close_transfer(*, transfer_id: UUID) -> None:
    """Close an accepted move: the person's way in at the old house ends, the record stays readable."""
    lock_name(f"transfer:{transfer_id}")
    row = lock(Transfer, transfer_id)
    if not get_transfer(transfer_id).is_accepted:
        raise RuleRefused("Nơi đến chưa tiếp nhận.")
    if row.closed_at is not None:
        raise Conflict("Việc chuyển này đã kết thúc.")
    account = find_member(row.person_id)
    if account is not None and account.is_active:
        set_membership_active(membership_id=account.id, is_active=False)
    row.closed_at = clock.now()
    audit.record("transfer.closed", row)
