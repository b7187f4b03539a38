"""A plan that came to nothing."""

from __future__ import annotations

from uuid import UUID

from portal.activities.log.models import Activity, ActivityState
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation


@operation
def cancel_activity(*, activity_id: UUID) -> None:
    """Say that an activity did not take place; it stays in the log."""
    activity = lock(Activity, activity_id)
    if activity.state not in {ActivityState.PLANNED, ActivityState.HELD}:
        raise RuleRefused("Chỉ ghi không tổ chức với hoạt động chưa báo cáo.")
    before = activity.state
    activity.state = ActivityState.CANCELLED
    activity.version += 1
    audit.record("activity.cancelled", activity, before={"state": before}, after={"state": activity.state})
