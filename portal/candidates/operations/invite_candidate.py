"""A candidate gets a way in: a printed one-time code that names the person."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.operations.invitations import invite
from portal.accounts.pages import find_member
from portal.candidates.queries.access import lock_candidate
from portal.kernel import audit
from portal.kernel.actor import Role
from portal.kernel.database import get_row
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation
from portal.people.models import Person


@operation
def invite_candidate(*, candidate_id: UUID) -> str:
    """Write an invitation for a candidate; return the code to print, which is not stored.

    Conflict when the person has an account already.
    """
    candidate = lock_candidate(candidate_id)
    if find_member(candidate.person_id) is not None:
        raise Conflict("Đồng chí này đã có tài khoản; quên mật khẩu thì cấp lại mật khẩu.")
    person = get_row(Person, candidate.person_id)
    code = invite(display_name=person.full_name, roles=frozenset({Role.CANDIDATE}), person_id=person.id)
    audit.record("candidate.invited", candidate)
    return code
