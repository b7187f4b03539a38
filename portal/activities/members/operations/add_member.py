"""One member more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.activities.members.models import UnionMember
from portal.activities.members.queries import find_member_of, get_branch
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.people.models import Sex
from portal.people.operations.register_person import register_person
from portal.people.queries import find_same_person


@operation
def add_member(
    *,
    full_name: str,
    birth_date: date,
    sex: Sex,
    unit_id: UUID | None,
    position: str = "",
    joined_on: date | None = None,
) -> UUID:
    """Write a person into a branch; return the membership's id.

    Somebody who left comes back under the old membership; somebody who is there is a Conflict.
    """
    if unit_id is None:
        raise DomainError("Chọn chi đoàn, tổ công đoàn.", field="unit_id")
    get_branch(unit_id)
    if joined_on is not None and joined_on > clock.today():
        raise DomainError("Ngày vào ở tương lai.", field="joined_on")
    known = find_same_person(full_name=full_name, birth_date=birth_date)
    person_id = known.id if known else register_person(full_name=full_name, birth_date=birth_date, sex=sex)
    member = find_member_of(person_id) if known else None
    if member is not None and member.left_on is None:
        raise Conflict(f"{full_name}, sinh {birth_date:%d/%m/%Y} đã có trong danh sách.", field="full_name")
    if member is None:
        member = UnionMember(person_id=person_id, unit_id=unit_id)
        db.session.add(member)
    member.unit_id, member.position = unit_id, position.strip()
    member.joined_on, member.left_on, member.left_reason = joined_on, None, ""
    audit.record("union_member.added", member, person_id=person_id, unit_id=unit_id)
    return member.id
