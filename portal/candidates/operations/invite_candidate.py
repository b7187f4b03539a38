"""A candidate gets a way in: a printed one-time code that names the person."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.operations.invitations import invite_person
from portal.candidates.queries.access import lock_candidate
from portal.kernel import audit
from portal.kernel.database import get_row
from portal.kernel.operation import operation
from portal.people.models import Person


@operation
def invite_candidate(*, candidate_id: UUID) -> str:
    """Write an invitation for a candidate; return the code to print, which is not stored.

    Conflict when the person has an account already.
    """
    candidate = lock_candidate(candidate_id)
    person = get_row(Person, candidate.person_id)
    code = invite_person(person_id=person.id, display_name=person.full_name)
    audit.record("candidate.invited", candidate)
    return code
