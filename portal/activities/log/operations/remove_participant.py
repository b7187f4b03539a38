"""Somebody who did not take part after all."""

from __future__ import annotations

from uuid import UUID

from portal.activities.log.models import Activity, ActivityState, Participation
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation


@operation
def remove_participant(*, participation_id: UUID) -> UUID:
    """Take somebody out of an activity that is not approved yet; return the activity's id."""
    part = lock(Participation, participation_id)
    activity = lock(Activity, part.activity_id)
    if activity.state is ActivityState.APPROVED:
        raise RuleRefused("Hoạt động đã duyệt. Mở lại rồi mới sửa danh sách.")
    audit.record("activity.person_removed", activity, person_id=part.person_id)
    db.session.delete(part)
    return activity.id
