"""Something that was done, or will be."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from portal.activities.campaigns.models import CampaignState
from portal.activities.campaigns.queries import get_campaign
from portal.activities.log.models import Activity, ActivityKind, ActivityState
from portal.activities.log.operations.add_names import add_names
from portal.activities.members.queries import get_branch
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def record_activity(
    *,
    title: str,
    kind: ActivityKind | str,
    held_on: date,
    place: str = "",
    campaign_id: UUID | None = None,
    unit_id: UUID | None = None,
    plan_no: str = "",
    names: str = "",
    cloned_from_id: UUID | None = None,
) -> UUID:
    """Log an activity of the actor's union; return its id. A coming day makes it a plan.

    ``names`` are pasted lines: members found without doubt are in the list at once, the other
    lines wait on the activity's page.
    """
    if not title.strip():
        raise DomainError("Ghi tên hoạt động.", field="title")
    if unit_id is not None:
        get_branch(unit_id)
    campaign = get_campaign(campaign_id) if campaign_id else None
    if campaign is not None and campaign.state is not CampaignState.RUNNING:
        raise DomainError("Phong trào này chưa phát động hoặc đã tổng kết.", field="campaign_id")
    lock_name("activity")
    if (pressed_twice := _just_recorded(title, held_on, unit_id)) is not None:
        audit.record("activity.recorded_again", pressed_twice)
        return pressed_twice.id
    activity = Activity(
        title=" ".join(title.split()),
        kind=ActivityKind(kind),
        state=ActivityState.PLANNED if held_on > clock.today() else ActivityState.HELD,
        held_on=held_on,
        place=place.strip(),
        plan_no=plan_no.strip(),
        campaign_tenant_id=campaign.tenant_id if campaign else None,
        campaign_id=campaign.id if campaign else None,
        unit_id=unit_id,
        cloned_from_id=cloned_from_id,
        created_by=signature(),
    )
    db.session.add(activity)
    audit.record("activity.recorded", activity, title=activity.title, state=activity.state)
    if names.strip():
        add_names(activity_id=activity.id, names=names)
    return activity.id


def _just_recorded(title: str, held_on: date, unit_id: UUID | None) -> Activity | None:
    """Return the same activity if it was logged within the last minute: the button was pressed twice."""
    statement = select(Activity).where(
        Activity.tenant_id == current_tenant_id(),
        Activity.title == " ".join(title.split()),
        Activity.held_on == held_on,
        Activity.unit_id.is_not_distinct_from(unit_id),
        Activity.created_at > clock.now() - timedelta(minutes=1),
    )
    return db.session.scalars(statement.limit(1)).first()
