"""Last year's activities as this year's plans."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.activities.log.models import Activity
from portal.activities.log.operations.record_activity import record_activity
from portal.activities.log.queries import get_activity
from portal.kernel import audit
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def clone_activities(*, activity_ids: Collection[UUID], year: int) -> int:
    """Plan the same activities on the same days of a year, once; return how many. People are not copied."""
    if not activity_ids:
        raise DomainError("Chọn ít nhất một hoạt động.")
    lock_name("activity-clone")
    sources = [get_activity(activity_id) for activity_id in activity_ids]
    planned = _planned_from(activity_ids, year)
    if planned >= {source.id for source in sources}:
        raise DomainError(f"Các hoạt động này đã lập cho năm {year}.")
    for source in sources:
        if source.id in planned:
            continue
        record_activity(
            title=_renewed(source, year),
            kind=source.kind,
            held_on=same_day(source.held_on, year),
            place=source.place,
            unit_id=source.unit_id,
            cloned_from_id=source.id,
        )
    audit.record("activities.cloned", year=year, activities=[str(i) for i in activity_ids])
    return len({source.id for source in sources} - planned)


def _planned_from(activity_ids: Collection[UUID], year: int) -> set[UUID]:
    """Return those that were planned again for the year already."""
    statement = select(Activity.cloned_from_id).where(
        Activity.tenant_id == current_tenant_id(),
        Activity.cloned_from_id.in_(activity_ids),
        Activity.held_on.between(date(year, 1, 1), date(year, 12, 31)),
    )
    return {found for found in db.session.scalars(statement) if found is not None}


def same_day(day: date, year: int) -> date:
    """Return the same day of another year; 29 February becomes 28."""
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _renewed(source: Activity, year: int) -> str:
    """Return the title with the old year, where it stands in it, replaced."""
    return source.title.replace(str(source.held_on.year), str(year))
