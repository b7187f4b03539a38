"""One person put on the way, typed by hand."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.access import check_unit
from portal.candidates.stages import Stage
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.people.operations.register_person import register_person


@operation
def register_candidate(
    *,
    unit_id: UUID | None = None,
    listed_on: date | None = None,
    list_resolution_no: str = "",
    remarks: str = "",
    **person: Any,
) -> UUID:
    """Register a person and follow him or her; return the candidate's id.

    Somebody the cell has already listed starts as a prospect, with the resolution; anybody else
    as nominated. ``person`` holds the fields of register_person.
    """
    check_unit(unit_id)
    if listed_on is not None and listed_on > clock.today():
        raise DomainError("Ngày vào danh sách ở tương lai.", field="listed_on")
    if listed_on is not None and not list_resolution_no.strip():
        raise DomainError("Cần số nghị quyết của chi bộ.", field="list_resolution_no")
    if list_resolution_no.strip() and listed_on is None:
        raise DomainError("Cần ngày vào danh sách.", field="listed_on")
    person_id = register_person(unit_id=unit_id, **person)
    stage = Stage.PROSPECT if listed_on else Stage.NOMINATED
    candidate = Candidate(
        person_id=person_id,
        unit_id=unit_id,
        first_stage=stage,
        stage=stage,
        stage_since=listed_on or clock.today(),
        listed_on=listed_on,
        list_resolution_no=list_resolution_no.strip(),
        remarks=remarks.strip(),
    )
    db.session.add(candidate)
    audit.record("candidate.registered", candidate, stage=stage)
    return candidate.id
