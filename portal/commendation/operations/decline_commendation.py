"""A proposal that is not followed."""

from __future__ import annotations

from uuid import UUID

from portal.commendation.models import Commendation
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def decline_commendation(*, commendation_id: UUID, declined_reason: str) -> None:
    """Take a proposal off the list with the reason; the house never saw it."""
    commendation = lock(Commendation, commendation_id)
    if commendation.decided_on is not None or commendation.declined_on is not None:
        raise RuleRefused("Đề xuất này đã có quyết định hoặc đã ghi là không khen.")
    if not declined_reason.strip():
        raise DomainError("Ghi lý do.", field="declined_reason")
    commendation.declined_on, commendation.declined_reason = clock.today(), declined_reason.strip()
    audit.record("commendation.refused", commendation)
