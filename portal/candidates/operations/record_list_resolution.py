"""One monthly resolution of a cell about its list of prospects (38-HD/BTCTW §1.1d)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from portal.candidates.exits import OTHER
from portal.candidates.models.candidate import Candidate
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.queries.access import check_unit, lock_candidate
from portal.candidates.stages import Stage
from portal.kernel import audit
from portal.kernel.database import get_row
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.queries import get_unit
from portal.people.models import Person


@operation
def record_list_resolution(
    *,
    unit_id: UUID,
    resolution_no: str,
    resolved_on: date,
    added: Collection[UUID],
    removed: Mapping[UUID, str],
    remarks: str = "",
) -> int:
    """Put people on a cell's list and take others off it, all by one resolution; return how many.

    ``removed`` maps a person to the reason (candidates.exits); ``remarks`` explain “other”. All or
    nobody: when one step is refused, the message names the person.
    """
    check_unit(unit_id)
    unit = get_unit(unit_id)
    if not added and not removed:
        raise DomainError("Chọn ít nhất một người để đưa vào hoặc đưa ra khỏi danh sách.")
    if set(added) & set(removed):
        raise DomainError("Một người không thể vừa đưa vào vừa đưa ra trong cùng nghị quyết.")
    ways = {**dict.fromkeys(added, ""), **removed}
    for candidate_id in sorted(ways):
        candidate = lock_candidate(candidate_id)
        if candidate.unit_id != unit_id:
            raise DomainError(f"{_name(candidate)} không thuộc chi bộ này.")
        _step(candidate, resolution_no, resolved_on, reason=ways[candidate_id], remarks=remarks)
    audit.record(
        "prospect_list.resolved",
        unit,
        resolution_no=resolution_no.strip(),
        resolved_on=resolved_on,
        added=sorted(str(one) for one in added),
        removed=sorted(str(one) for one in removed),
    )
    return len(ways)


def _step(candidate: Candidate, resolution_no: str, day: date, *, reason: str, remarks: str) -> None:
    try:
        advance_stage(
            candidate_id=candidate.id,
            to_stage=Stage.REMOVED_FROM_LIST if reason else Stage.PROSPECT,
            happened_on=day,
            document_no=resolution_no,
            document_date=day,
            exit_reason=reason,
            remarks=remarks if reason == OTHER else "",
        )
    except DomainError as error:
        own = {"happened_on": "resolved_on", "document_no": "resolution_no", "remarks": "remarks"}
        raise type(error)(f"{_name(candidate)}: {error.message}", field=own.get(error.field or "")) from error


def _name(candidate: Candidate) -> str:
    return get_row(Person, candidate.person_id).full_name
