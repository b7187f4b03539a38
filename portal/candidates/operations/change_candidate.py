"""A correction of what is known about a candidate and the person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from portal.candidates.models.candidate import Candidate
from portal.candidates.operations.versions import check_version
from portal.candidates.queries.access import check_unit, lock_candidate
from portal.candidates.stages import Stage
from portal.kernel import audit, clock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.people.operations.change_person import change_person

FIELDS = ("unit_id", "listed_on", "list_resolution_no", "remarks")


@operation
def change_candidate(
    *,
    candidate_id: UUID,
    version: int | None = None,
    unit_id: UUID | None = None,
    listed_on: date | None = None,
    list_resolution_no: str = "",
    remarks: str = "",
    **person: Any,
) -> None:
    """Change unit, listing, remarks and the person's fields; Conflict when somebody changed them meanwhile.

    Putting somebody on the list is a step of its own (advance_stage); here only what was written
    about it is put right.
    """
    candidate = lock_candidate(candidate_id)
    check_version(candidate, version)
    if unit_id != candidate.unit_id:
        check_unit(unit_id)
    _check_listing(candidate, listed_on)
    before = {name: getattr(candidate, name) for name in FIELDS}
    change_person(person_id=candidate.person_id, unit_id=unit_id, **person)
    candidate.unit_id = unit_id
    candidate.listed_on, candidate.list_resolution_no = listed_on, list_resolution_no.strip()
    candidate.remarks = remarks.strip()
    candidate.version += 1
    after = {name: getattr(candidate, name) for name in FIELDS}
    audit.record("candidate.changed", candidate, before=before, after=after)


def _check_listing(candidate: Candidate, listed_on: date | None) -> None:
    if candidate.stage is Stage.NOMINATED and listed_on is not None:
        raise DomainError("Người này chưa vào danh sách: dùng nút “Đưa vào danh sách”.", field="listed_on")
    if candidate.stage is not Stage.NOMINATED and listed_on is None and candidate.listed_on is not None:
        raise DomainError("Cần ngày vào danh sách.", field="listed_on")
    if listed_on is not None and listed_on > clock.today():
        raise DomainError("Ngày vào danh sách ở tương lai.", field="listed_on")
