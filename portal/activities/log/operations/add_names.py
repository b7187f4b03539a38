"""Participants by pasted names."""

from __future__ import annotations

from uuid import UUID

from portal.activities.log.matching import match_lines
from portal.activities.log.models import Activity, ActivityState, ParticipationRole
from portal.activities.log.operations.add_people import add_people
from portal.activities.log.queries import known_members
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

MOST_LINES = 1000


@operation
def add_names(
    *, activity_id: UUID, names: str, role: ParticipationRole | str = ParticipationRole.TOOK_PART
) -> tuple[int, int]:
    """Put the members meant by pasted lines into the list; return how many, and how many lines wait.

    A line that means nobody for certain is kept on the activity until somebody settles it.
    """
    activity = lock(Activity, activity_id)
    if activity.state is ActivityState.APPROVED:
        raise RuleRefused("Hoạt động đã duyệt. Mở lại rồi mới sửa danh sách.")
    if len(names.splitlines()) > MOST_LINES:
        raise DomainError(f"Mỗi lần nhiều nhất {MOST_LINES} dòng.", field="names")
    matches = match_lines(names, known_members())
    if not matches:
        raise DomainError("Dán ít nhất một tên.", field="names")
    certain = [match.certain.key for match in matches if match.certain]
    added = add_people(activity_id=activity.id, person_ids=certain, role=role) if certain else 0
    waiting = [match.line for match in matches if match.certain is None]
    there = activity.unresolved_names.splitlines()
    activity.unresolved_names = "\n".join(dict.fromkeys([*there, *waiting]))
    audit.record("activity.names_added", activity, added=added, waiting=len(waiting))
    return added, len(waiting)
