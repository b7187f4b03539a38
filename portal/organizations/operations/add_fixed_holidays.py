"""The holidays of a year whose day the calendar fixes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.models import Holiday
from portal.organizations.rules import FIXED_HOLIDAYS


@operation
def add_fixed_holidays(*, year: int) -> int:
    """Add the holidays with a fixed solar day that the year lacks; return how many were added."""
    wanted = {date(year, month, day): name for month, day, name in FIXED_HOLIDAYS}
    known = set(
        db.session.scalars(
            select(Holiday.day).where(Holiday.tenant_id == current_tenant_id(), Holiday.day.in_(wanted))
        )
    )
    missing = {day: name for day, name in wanted.items() if day not in known}
    if not missing:
        raise DomainError(f"Năm {year} đã có đủ các ngày lễ dương lịch.", field="year")
    db.session.add_all([Holiday(day=day, name=name) for day, name in missing.items()])
    audit.record("holiday.year_added", year=year, days=sorted(missing))
    return len(missing)
