"""Pasted lines that meant nobody for certain are settled by a person."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from portal.activities.log.models import Activity
from portal.activities.log.operations.add_people import add_people
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def resolve_names(
    *, activity_id: UUID, members: Mapping[str, UUID], guests: frozenset[str], dropped: frozenset[str]
) -> int:
    """Settle lines: a member, a guest who is only counted, or nobody; return how many still wait."""
    activity = lock(Activity, activity_id)
    lines = activity.unresolved_names.splitlines()
    meant = {line: member for line, member in members.items() if line in lines}
    if meant:
        add_people(activity_id=activity.id, person_ids=set(meant.values()))
    counted = [line for line in lines if line in guests and line not in meant]
    activity.guest_count += len(counted)
    settled = {*meant, *counted, *dropped}
    activity.unresolved_names = "\n".join(line for line in lines if line not in settled)
    audit.record("activity.names_resolved", activity, members=len(meant), guests=len(counted))
    return len(activity.unresolved_names.splitlines())
