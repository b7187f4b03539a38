"""A day that differs from the ordinary week: a day off, or a weekend day worked instead."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.models import Holiday

SATURDAY = 5  # date.weekday()


@operation
def set_holiday(*, day: date, name: str, is_worked: bool = False) -> None:
    """Make a day a holiday or a day worked instead of one, or say it again with another name."""
    if is_worked and day.weekday() < SATURDAY:
        raise DomainError("Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.", field="day")
    holiday = db.session.scalar(
        select(Holiday).where(Holiday.tenant_id == current_tenant_id(), Holiday.day == day)
    )
    before = (holiday.name, holiday.is_worked) if holiday else None
    if before == (name, is_worked):
        raise DomainError("Ngày nghỉ này đã có trong danh sách.", field="day")
    if holiday is None:
        holiday = Holiday(day=day)
        db.session.add(holiday)
    holiday.name, holiday.is_worked = name, is_worked
    audit.record(
        "holiday.set",
        holiday,
        before={"name": before[0], "is_worked": before[1]} if before else {},
        after={"name": name, "is_worked": is_worked},
        day=day,
    )
