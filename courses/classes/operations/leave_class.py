"""Somebody leaves a class; the seat goes to whoever waits."""

from __future__ import annotations

from uuid import UUID

from courses.classes.models import Enrolment
from courses.classes.operations.decide_nominations import lock_class
from courses.classes.operations.fill_seats import fill_seats, leave
from portal.kernel import audit, clock
from portal.kernel.database import get_row
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def leave_class(*, enrolment_id: UUID, reason: str) -> int:
    """Take a learner off the list; attendance stays recorded. Return how many waiting people came in."""
    enrolment = get_row(Enrolment, enrolment_id)
    run = lock_class(enrolment.class_run_id)
    if not reason.strip():
        raise DomainError("Cần lý do.", field="reason")
    if not leave(run, enrolment.person_id, on=clock.today()):
        raise Conflict("Người này đã ra khỏi lớp.")
    audit.record("enrolment.left", enrolment, reason=reason.strip(), class_run_id=run.id)
    return fill_seats(run)
