"""Give a warning to an officer of Khối."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.models import Membership
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.wording import bloc
from portal.oversight.warnings.models import EarlyWarning, HandlingKind, WarningHandling


@operation
def assign_warning(*, early_warning_id: UUID, membership_id: UUID, reason: str = "") -> None:
    """Say who follows a warning from now on; ``reason`` is a note for that officer."""
    warning = lock(EarlyWarning, early_warning_id)
    if warning.ended_on is not None:
        raise DomainError("Cảnh báo này đã hết nguyên nhân, không cần giao nữa.")
    officer = get_row(Membership, membership_id)
    if not officer.is_active or officer.tenant_id != current_actor().tenant_id:
        raise DomainError(f"Cán bộ này không còn làm việc tại {bloc()}.", field="membership_id")
    db.session.add(
        WarningHandling(
            early_warning_id=warning.id,
            kind=HandlingKind.ASSIGNED,
            membership_id=officer.id,
            officer_name=officer.display_name,
            reason=reason.strip(),
            recorded_by=current_actor().name,
        )
    )
    audit.record("warning.assigned", warning, officer=str(officer.id))
