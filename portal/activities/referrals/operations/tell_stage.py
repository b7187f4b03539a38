"""A referred member moves on; the union is told the stage and nothing more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.activities.referrals.models import Answer, ReferralAnswer
from portal.activities.referrals.queries import find_referral_of_candidate
from portal.candidates.queries.access import signature
from portal.candidates.stages import Stage
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.operation import operation


@operation
def tell_stage(*, candidate_id: UUID, stage: Stage | str, on: date) -> None:
    """Tell the union that referred a candidate; called inside the step itself (seams.stage_watchers)."""
    accepted = find_referral_of_candidate(candidate_id)
    if accepted is None:
        return
    saying = ReferralAnswer(
        to_tenant_id=accepted.to_tenant_id,
        referral_tenant_id=accepted.referral_tenant_id,
        referral_id=accepted.referral_id,
        answer=Answer.STAGE,
        candidate_id=candidate_id,
        stage=Stage(stage),
        answered_on=on,
        answered_by=signature(),
    )
    db.session.add(saying)
    audit.record("referral.stage_told", saying, referral_id=accepted.referral_id, stage=saying.stage)
