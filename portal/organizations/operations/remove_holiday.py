"""A day that was entered as a holiday by mistake."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.operation import operation
from portal.organizations.models import Holiday


@operation
def remove_holiday(*, holiday_id: UUID) -> None:
    """Make a holiday a working day again."""
    holiday = lock(Holiday, holiday_id)
    audit.record("holiday.removed", holiday, day=holiday.day, name=holiday.name)
    db.session.delete(holiday)
