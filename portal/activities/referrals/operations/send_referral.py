"""The union resolves to introduce the member to the Party."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.activities.referrals.models import Referral, ReferralState
from portal.activities.referrals.rules import answer_due_on
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation


@operation
def send_referral(*, referral_id: UUID, resolution_no: str, resolution_on: date) -> date:
    """Address a proposal to the cell's organisation by the union's resolution; return the answer's limit."""
    referral = lock(Referral, referral_id)
    if referral.tenant_id != current_actor().tenant_id:
        raise NotFound
    if referral.state is not ReferralState.PROPOSED:
        raise Conflict("Lời giới thiệu này đã gửi hoặc đã rút.")
    if not resolution_no.strip():
        raise DomainError("Ghi số nghị quyết của ban chấp hành.", field="resolution_no")
    if not referral.meeting_on <= resolution_on <= clock.today():
        raise DomainError(
            f"Ngày nghị quyết từ {referral.meeting_on:%d/%m/%Y} (họp chi đoàn) đến hôm nay.",
            field="resolution_on",
        )
    referral.resolution_no, referral.resolution_on = resolution_no.strip(), resolution_on
    referral.state = ReferralState.SENT
    referral.sent_on = clock.today()
    referral.due_on = answer_due_on(referral.sent_on)
    referral.to_tenant_id = referral.party_house_id
    audit.record("referral.sent", referral, to=referral.party_house_id, due_on=referral.due_on)
    return referral.due_on
