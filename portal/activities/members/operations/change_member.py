"""Another branch or another duty for a member, or the end of membership."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.activities.members.models import UnionMember
from portal.activities.members.queries import get_branch
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def change_member(
    *,
    union_member_id: UUID,
    unit_id: UUID | None,
    position: str = "",
    joined_on: date | None = None,
    left_on: date | None = None,
    left_reason: str = "",
) -> None:
    """Change what is written about a membership; the person is changed by nobody here."""
    member = lock(UnionMember, union_member_id)
    if unit_id is None:
        raise DomainError("Chọn chi đoàn, tổ công đoàn.", field="unit_id")
    get_branch(unit_id)
    for name, day in (("joined_on", joined_on), ("left_on", left_on)):
        if day is not None and day > clock.today():
            raise DomainError("Ngày ở tương lai.", field=name)
    if joined_on is not None and left_on is not None and left_on < joined_on:
        raise DomainError("Ngày ra không thể trước ngày vào.", field="left_on")
    names = ("unit_id", "position", "joined_on", "left_on", "left_reason")
    before = {name: getattr(member, name) for name in names}
    values = (unit_id, position.strip(), joined_on, left_on, left_reason.strip() if left_on else "")
    for name, value in zip(names, values, strict=True):
        setattr(member, name, value)
    audit.record(
        "union_member.changed",
        member,
        before=before,
        after={name: getattr(member, name) for name in names},
    )
