"""A member gets a way in: a printed one-time code that names the person."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.operations.invitations import invite_person
from portal.activities.members.models import UnionMember
from portal.kernel import audit
from portal.kernel.database import get_row, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.people.models import Person


@operation
def invite_member(*, union_member_id: UUID) -> str:
    """Write an invitation for a member, to check in by QR code and tell stories; return the code to print.

    Conflict when the member has an account already, DomainError when he or she has left the union.
    """
    member = lock(UnionMember, union_member_id)
    if member.left_on is not None:
        raise DomainError("Đồng chí này đã ra khỏi đoàn thể.")
    person = get_row(Person, member.person_id)
    code = invite_person(person_id=person.id, display_name=person.full_name)
    audit.record("union_member.invited", member)
    return code
