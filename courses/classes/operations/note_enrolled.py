"""A house writes into its own register that its people are in a class."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_, select

from courses.classes.models import ClassRun, Enrolment, Nomination
from portal.candidates.models.candidate import Candidate
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.stages import NOMINABLE, Stage
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def note_enrolled(*, class_run_id: UUID) -> int:
    """Bring the house's people who have a seat to the stage "in the class"; return how many.

    Khối never writes in a house: it gives the seat, the house notes it.
    """
    run = get_row(ClassRun, class_run_id)
    statement = (
        select(Candidate.id, Candidate.stage_since, Enrolment.enrolled_at)
        .join(
            Nomination,
            and_(Nomination.tenant_id == Candidate.tenant_id, Nomination.candidate_id == Candidate.id),
        )
        .join(
            Enrolment,
            and_(Enrolment.to_tenant_id == Nomination.tenant_id, Enrolment.nomination_id == Nomination.id),
        )
        .where(
            Candidate.tenant_id == current_tenant_id(),
            Candidate.stage.in_(NOMINABLE),
            Enrolment.class_run_id == run.id,
            Enrolment.left_on.is_(None),
        )
    )
    found = db.session.execute(statement).all()
    for candidate_id, since, enrolled_at in found:
        advance_stage(
            candidate_id=candidate_id,
            to_stage=Stage.CLASS_ENROLLED,
            happened_on=max(since, clock.local(enrolled_at).date()),
            remarks=f"Được duyệt vào {run.title}",
        )
    audit.record("class.enrolment_noted", run, count=len(found))
    return len(found)
