"""What somebody did in an activity."""

from __future__ import annotations

from uuid import UUID

from portal.activities.log.models import Activity, ActivityState, Participation, ParticipationRole
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

MOST_POINTS = 100


@operation
def change_participation(
    *, participation_id: UUID, role: ParticipationRole | str, result: str = "", points: int | None = None
) -> UUID:
    """Write role, result and points of a participant; return the activity's id."""
    part = lock(Participation, participation_id)
    if lock(Activity, part.activity_id).state is ActivityState.APPROVED:
        raise RuleRefused("Hoạt động đã duyệt. Mở lại rồi mới sửa.")
    if points is not None and not 0 <= points <= MOST_POINTS:
        raise DomainError(f"Điểm từ 0 đến {MOST_POINTS}.", field="points")
    before = {"role": part.role, "result": part.result, "points": part.points}
    part.role, part.result, part.points = ParticipationRole(role), result.strip(), points
    after = {"role": part.role, "result": part.result, "points": part.points}
    audit.record("participation.changed", part, before=before, after=after)
    return part.activity_id
