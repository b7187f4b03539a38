"""Changed particulars of an activity."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from portal.activities.campaigns.queries import get_campaign
from portal.activities.log.models import Activity, ActivityKind, ActivityState
from portal.activities.members.queries import get_branch
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError, RuleRefused
from portal.kernel.operation import operation

NAMES = ("title", "kind", "state", "held_on", "place", "plan_no", "campaign_id", "unit_id", "guest_count")


@operation
def change_activity(
    *,
    activity_id: UUID,
    title: str,
    kind: ActivityKind | str,
    held_on: date,
    place: str = "",
    campaign_id: UUID | None = None,
    unit_id: UUID | None = None,
    plan_no: str = "",
    guest_count: int | None = None,
    version: int | None = None,
) -> None:
    """Change an activity that is not approved yet; another day turns a plan into something held, and back."""
    activity = lock(Activity, activity_id)
    if version is not None and version != activity.version:
        raise Conflict("Người khác vừa sửa hoạt động này. Xem lại rồi lưu lần nữa.")
    if activity.state is ActivityState.APPROVED:
        raise RuleRefused("Hoạt động đã duyệt. Mở lại rồi mới sửa.")
    if not title.strip():
        raise DomainError("Ghi tên hoạt động.", field="title")
    if unit_id is not None:
        get_branch(unit_id)
    campaign = get_campaign(campaign_id) if campaign_id else None
    before = _shown(activity)
    activity.title, activity.kind = " ".join(title.split()), ActivityKind(kind)
    activity.held_on, activity.place, activity.plan_no = held_on, place.strip(), plan_no.strip()
    activity.campaign_id = campaign.id if campaign else None
    activity.campaign_tenant_id = campaign.tenant_id if campaign else None
    activity.unit_id = unit_id
    activity.guest_count = guest_count or 0
    activity.state = _state_on(activity, clock.today())
    activity.version += 1
    audit.record("activity.changed", activity, before=before, after=_shown(activity))


def _state_on(activity: Activity, today: date) -> ActivityState:
    if activity.held_on > today:
        return ActivityState.PLANNED
    return ActivityState.HELD if activity.state is ActivityState.PLANNED else activity.state


def _shown(activity: Activity) -> dict[str, Any]:
    return {name: getattr(activity, name) for name in NAMES}
