"""Participants chosen from the list of members."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.activities.log.models import Activity, ActivityState, Participation, ParticipationRole
from portal.activities.members.models import UnionMember
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def add_people(
    *,
    activity_id: UUID,
    person_ids: Collection[UUID],
    role: ParticipationRole | str = ParticipationRole.TOOK_PART,
    checked_in: dict[UUID, datetime] | None = None,
) -> int:
    """Put members of the own union into an activity; return how many were not in it before."""
    activity = lock(Activity, activity_id)
    if activity.state in {ActivityState.APPROVED, ActivityState.CANCELLED}:
        raise RuleRefused("Hoạt động đã duyệt hoặc không tổ chức; không thêm người được nữa.")
    members = set(
        db.session.scalars(
            select(UnionMember.person_id).where(
                UnionMember.tenant_id == current_tenant_id(), UnionMember.person_id.in_(person_ids)
            )
        )
    )
    if not members:
        raise DomainError("Chọn ít nhất một đoàn viên, hội viên.", field="people")
    there = {
        row.person_id: row
        for row in db.session.scalars(
            select(Participation).where(
                Participation.tenant_id == current_tenant_id(), Participation.activity_id == activity.id
            )
        )
    }
    times = checked_in or {}
    for person_id in sorted(members - there.keys()):
        db.session.add(
            Participation(
                activity_id=activity.id,
                person_id=person_id,
                role=ParticipationRole(role),
                checked_in_at=times.get(person_id),
            )
        )
    for person_id in members & there.keys() & times.keys():
        there[person_id].checked_in_at = times[person_id]
    new = members - there.keys()
    audit.record("activity.people_added", activity, people=[str(person_id) for person_id in sorted(new)])
    return len(new)
