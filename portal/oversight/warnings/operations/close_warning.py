"""Call a warning settled though its cause is still there."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.oversight.warnings.models import EarlyWarning, HandlingKind, WarningHandling


@operation
def close_warning(*, early_warning_id: UUID, reason: str) -> None:
    """Close a warning with what was done; it comes back by itself when the figure grows."""
    warning = lock(EarlyWarning, early_warning_id)
    if warning.ended_on is not None or warning.closed_on is not None:
        raise Conflict("Cảnh báo này đã kết thúc trước đó.")
    if not reason.strip():
        raise DomainError("Ghi kết quả xử lý.", field="reason")
    warning.closed_on, warning.value_when_closed = clock.today(), warning.value
    db.session.add(
        WarningHandling(
            early_warning_id=warning.id,
            kind=HandlingKind.CLOSED,
            reason=reason.strip(),
            recorded_by=current_actor().name,
        )
    )
    audit.record("warning.closed", warning, value=warning.value)
