"""A waiver taken back."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.models.waiver import Waiver
from portal.candidates.queries.access import lock_candidate, signature
from portal.candidates.queries.records import get_record
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation


@operation
def revoke_waiver(*, candidate_id: UUID, waiver_id: UUID, reason: str) -> None:
    """Take a waiver back by a later row; the first one stays as it was signed."""
    candidate = lock_candidate(candidate_id)
    waiver = get_row(Waiver, waiver_id)
    if waiver.candidate_id != candidate_id:
        raise NotFound
    if waiver not in get_record(candidate_id).standing_waivers:
        raise Conflict("Quyết định miễn này đã được thu hồi.")
    if not reason.strip():
        raise DomainError("Cần ghi lý do thu hồi.", field="reason")
    revocation = Waiver(
        candidate_id=candidate.id,
        person_id=candidate.person_id,
        criterion=waiver.criterion,
        reason=reason.strip(),
        revokes_waiver_id=waiver.id,
        recorded_by=signature(),
        recorded_by_account_id=current_actor().account_id,
    )
    db.session.add(revocation)
    audit.record("waiver.revoked", revocation, candidate_id=candidate.id, criterion=waiver.criterion)
