"""A house writes into its own register that its people are in a class."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from courses.classes.models import ClassRun
from courses.classes.queries.to_note import list_to_note
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.stages import Stage
from portal.kernel import audit, clock
from portal.kernel.database import get_row
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def note_enrolled(*, class_run_id: UUID, candidate_ids: Collection[UUID]) -> int:
    """Bring people of the house who have a seat to the stage "in the class"; return how many.

    Khối never writes in a house: it gives the seat, the house notes it. Whoever is noted already, or
    lost the seat meanwhile, is passed over.
    """
    run = get_row(ClassRun, class_run_id)
    if not candidate_ids:
        raise DomainError("Chọn ít nhất một người.", field="ids")
    found = [row for row in list_to_note(run.id) if row.candidate_id in set(candidate_ids)]
    for row in found:
        advance_stage(
            candidate_id=row.candidate_id,
            to_stage=Stage.CLASS_ENROLLED,
            happened_on=max(row.stage_since, clock.local(row.enrolled_at).date()),
            remarks=f"Được duyệt vào {run.title}",
        )
    audit.record("class.enrolment_noted", run, count=len(found))
    return len(found)
