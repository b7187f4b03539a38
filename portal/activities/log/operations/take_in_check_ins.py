"""Those who scanned the code become participants."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from portal.activities.log.models import Activity
from portal.activities.log.operations.add_people import add_people
from portal.activities.log.queries import activity_page
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def take_in_check_ins(*, activity_id: UUID, check_in_ids: Collection[UUID]) -> int:
    """Put the members behind the chosen check-ins into the list with their times; return how many."""
    activity = lock(Activity, activity_id)
    rows = [row for row in activity_page(activity.id).check_ins if row.check_in.id in check_in_ids]
    times = {row.member.key: row.check_in.shown_at for row in rows if row.member}
    if not times:
        raise DomainError("Chọn ít nhất một người nhận ra trong danh sách đoàn viên.")
    added = add_people(activity_id=activity.id, person_ids=times.keys(), checked_in=times)
    audit.record("activity.check_ins_taken_in", activity, people=len(times))
    return added
