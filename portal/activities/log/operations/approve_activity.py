"""The union's word that it took place, and with whom."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, and_, select

from portal.activities.log.models import Activity, ActivityState, Participation, ParticipationNotice
from portal.activities.members.models import UnionBranch, UnionMember
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation
from portal.people.models import Person


@operation
def approve_activity(*, activity_id: UUID) -> int:
    """Approve a reported activity; return how many participants' Party houses were told.

    The Party house beside each participant's branch reads the notice at once (rules.md §6.3); it
    is a fact for the cell to weigh, and moves nobody on the way into the Party.
    """
    activity = lock(Activity, activity_id)
    if activity.state is not ActivityState.REPORTED:
        raise RuleRefused("Chỉ duyệt hoạt động đã có báo cáo kết quả.")
    if activity.unresolved_names:
        waiting = len(activity.unresolved_names.splitlines())
        raise RuleRefused(f"Còn {waiting} tên chưa rõ là ai. Xác định xong rồi duyệt.")
    activity.state = ActivityState.APPROVED
    activity.approved_on, activity.approved_by = clock.today(), signature()
    activity.version += 1
    told = 0
    for part, person, house in db.session.execute(_participants(activity)):
        db.session.add(
            ParticipationNotice(
                to_tenant_id=house,
                participation_id=part.id,
                full_name=person.full_name,
                folded_name=person.folded_name,
                birth_date=person.birth_date,
                kind=activity.kind,
                title=activity.title,
                held_on=activity.held_on,
                role=part.role,
                result=part.result,
                points=part.points,
            )
        )
        told += 1
    audit.record("activity.approved", activity, told=told)
    return told


def _participants(activity: Activity) -> Select[Participation, Person, UUID]:
    """Select participation, person and Party house of those whose branch has one."""
    return (
        select(Participation, Person, UnionBranch.party_house_id)
        .join(Person, and_(Person.tenant_id == Participation.tenant_id, Person.id == Participation.person_id))
        .join(
            UnionMember, and_(UnionMember.tenant_id == Person.tenant_id, UnionMember.person_id == Person.id)
        )
        .join(
            UnionBranch,
            and_(UnionBranch.tenant_id == UnionMember.tenant_id, UnionBranch.unit_id == UnionMember.unit_id),
        )
        .where(Participation.tenant_id == activity.tenant_id, Participation.activity_id == activity.id)
    )
