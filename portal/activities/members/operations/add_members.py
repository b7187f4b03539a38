"""A whole list of members at once."""

from __future__ import annotations

from uuid import UUID

from portal.activities.members.member_list import parse_members
from portal.activities.members.operations.add_member import add_member
from portal.kernel import audit, clock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def add_members(*, lines: str, unit_id: UUID | None) -> tuple[int, int]:
    """Write the readable lines of a list into a branch; return how many were new and how many known.

    Lines with a complaint are left out: the preview has shown them.
    """
    if unit_id is None:
        raise DomainError("Chọn chi đoàn, tổ công đoàn.", field="unit_id")
    added = known = 0
    for row in parse_members(lines, today=clock.today()):
        if row.problem or row.birth_date is None or row.sex is None:
            continue
        try:
            add_member(
                full_name=row.full_name,
                birth_date=row.birth_date,
                sex=row.sex,
                unit_id=unit_id,
                position=row.position,
            )
        except Conflict:
            known += 1
        else:
            added += 1
    if not added:
        raise DomainError("Không có dòng nào ghi được.", field="lines")
    audit.record("union_members.added", subject_id=unit_id, added=added, known=known)
    return added, known
