"""Let a warning rest until a day, for a reason."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.oversight.warnings.models import EarlyWarning, HandlingKind, WarningHandling

LONGEST_DAYS = 183


@operation
def snooze_warning(*, early_warning_id: UUID, until: date, reason: str) -> None:
    """Keep a warning off the list of work until the end of ``until``, half a year at most."""
    warning = lock(EarlyWarning, early_warning_id)
    today = clock.today()
    if warning.ended_on is not None or warning.closed_on is not None:
        raise DomainError("Cảnh báo này không còn chờ xử lý.")
    if until <= today:
        raise DomainError("Ngày nhắc lại phải sau hôm nay.", field="until")
    if until > today + timedelta(days=LONGEST_DAYS):
        raise DomainError("Tạm hoãn nhiều nhất sáu tháng.", field="until")
    if not reason.strip():
        raise DomainError("Ghi lý do tạm hoãn.", field="reason")
    db.session.add(
        WarningHandling(
            early_warning_id=warning.id,
            kind=HandlingKind.SNOOZED,
            until=until,
            reason=reason.strip(),
            recorded_by=current_actor().name,
        )
    )
    audit.record("warning.snoozed", warning, until=until.isoformat())
