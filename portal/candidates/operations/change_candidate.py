"""A correction of what is known about a candidate and the person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from portal.candidates.operations.versions import check_version
from portal.candidates.queries.access import check_unit, lock_candidate
from portal.kernel import audit
from portal.kernel.operation import operation
from portal.people.operations.change_person import change_person


@operation
def change_candidate(
    *,
    candidate_id: UUID,
    version: int | None = None,
    unit_id: UUID | None = None,
    remarks: str = "",
    **person: Any,
) -> None:
    """Change unit, remarks and the person's fields; Conflict when somebody changed them meanwhile."""
    candidate = lock_candidate(candidate_id)
    check_version(candidate, version)
    if unit_id != candidate.unit_id:
        check_unit(unit_id)
    before = {"unit_id": candidate.unit_id, "remarks": candidate.remarks}
    change_person(person_id=candidate.person_id, unit_id=unit_id, **person)
    candidate.unit_id, candidate.remarks = unit_id, remarks.strip()
    candidate.version += 1
    after = {"unit_id": candidate.unit_id, "remarks": candidate.remarks}
    audit.record("candidate.changed", candidate, before=before, after=after)
