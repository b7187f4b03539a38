"""An approval that has to be corrected."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update

from portal.activities.log.models import Activity, ActivityState, Participation, ParticipationNotice
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def reopen_activity(*, activity_id: UUID, reason: str) -> None:
    """Take an approval back; what the Party houses were told is withdrawn until it is approved again."""
    activity = lock(Activity, activity_id)
    if activity.state is not ActivityState.APPROVED:
        raise RuleRefused("Hoạt động này chưa duyệt.")
    if not reason.strip():
        raise DomainError("Ghi lý do mở lại.", field="reason")
    activity.state = ActivityState.REPORTED
    activity.approved_on, activity.approved_by = None, ""
    activity.version += 1
    parts = select(Participation.id).where(
        Participation.tenant_id == activity.tenant_id, Participation.activity_id == activity.id
    )
    db.session.execute(
        update(ParticipationNotice)
        .where(
            ParticipationNotice.tenant_id == activity.tenant_id,
            ParticipationNotice.participation_id.in_(parts),
            ParticipationNotice.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    audit.record("activity.reopened", activity, reason=reason.strip())
