"""The union takes a referral back."""

from __future__ import annotations

from uuid import UUID

from portal.activities.referrals.models import Referral, ReferralState
from portal.activities.referrals.queries import get_referral
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation


@operation
def withdraw_referral(*, referral_id: UUID, reason: str) -> None:
    """Withdraw a referral that was not settled; the Party house sees it no more."""
    referral = lock(Referral, referral_id)
    if referral.tenant_id != current_actor().tenant_id:
        raise NotFound
    if referral.state is ReferralState.WITHDRAWN or get_referral(referral_id).decision is not None:
        raise Conflict("Lời giới thiệu này đã có kết quả hoặc đã rút.")
    if not reason.strip():
        raise DomainError("Ghi lý do rút.", field="reason")
    before = referral.state
    referral.state, referral.to_tenant_id = ReferralState.WITHDRAWN, None
    audit.record(
        "referral.withdrawn",
        referral,
        before={"state": before},
        after={"state": referral.state},
        reason=reason.strip(),
    )
