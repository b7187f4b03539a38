"""An officer or candidate switched off, or on again, in the house."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.models import Membership
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def set_membership_active(*, membership_id: UUID, is_active: bool) -> None:
    """Switch a membership of the actor's house; takes effect at that person's next request."""
    membership = lock(Membership, membership_id)
    if membership.account_id == current_actor().account_id:
        raise DomainError("Không tự khóa tài khoản của chính mình; đề nghị người khác thực hiện.")
    before = {"is_active": membership.is_active}
    membership.is_active = is_active
    audit.record("membership.switched", membership, before=before, after={"is_active": is_active})
