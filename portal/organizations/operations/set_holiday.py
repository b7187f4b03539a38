"""A day that is not a working day although it falls on Monday to Friday."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.models import Holiday


@operation
def set_holiday(*, day: date, name: str) -> None:
    """Make a day a holiday, or give the holiday of that day another name."""
    holiday = db.session.scalar(
        select(Holiday).where(Holiday.tenant_id == current_tenant_id(), Holiday.day == day)
    )
    before = holiday.name if holiday else None
    if before == name:
        raise DomainError("Ngày nghỉ này đã có trong danh sách.", field="day")
    if holiday is None:
        holiday = Holiday(day=day, name=name)
        db.session.add(holiday)
    holiday.name = name
    audit.record("holiday.set", holiday, before={"name": before}, after={"name": name}, day=day)
