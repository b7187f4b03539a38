"""The result of an activity, for approval."""

from __future__ import annotations

from uuid import UUID

from portal.activities.log.models import Activity, ActivityState
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def report_activity(*, activity_id: UUID, result: str, links: str = "") -> None:
    """Say what came of an activity that was held."""
    activity = lock(Activity, activity_id)
    if activity.state not in {ActivityState.HELD, ActivityState.REPORTED}:
        raise RuleRefused("Chỉ báo cáo hoạt động đã tổ chức và chưa duyệt.")
    if not result.strip():
        raise DomainError("Ghi kết quả, ví dụ số người, số quà, số tiền.", field="result")
    before = {"state": activity.state, "result": activity.result}
    activity.result, activity.links = result.strip(), links.strip()
    activity.state = ActivityState.REPORTED
    activity.version += 1
    audit.record(
        "activity.reported",
        activity,
        before=before,
        after={"state": activity.state, "result": activity.result},
    )
