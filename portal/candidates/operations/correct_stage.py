"""A step entered by mistake is put right by a later step; both stay to be read."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.stage import StageStep
from portal.candidates.queries.access import lock_candidate, signature
from portal.candidates.stages import LEAVING
from portal.kernel import audit, clock, seams
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def correct_stage(*, candidate_id: UUID, stage_step_id: UUID, remarks: str) -> UUID:
    """Take back the last step of a candidate, saying why; return the id of the correcting step."""
    candidate = lock_candidate(candidate_id)
    standing = list_standing_steps(candidate)
    if not standing or standing[-1].id != stage_step_id:
        raise Conflict("Chỉ sửa được bước gần nhất.")
    if not remarks.strip():
        raise DomainError("Ghi lý do sửa.", field="remarks")
    wrong = standing.pop()
    correction = StageStep(
        candidate_id=candidate.id,
        person_id=candidate.person_id,
        from_stage=wrong.to_stage,
        to_stage=wrong.from_stage,
        happened_on=clock.today(),
        remarks=remarks.strip(),
        corrects_step_id=wrong.id,
        recorded_by=signature(),
        recorded_by_account_id=current_actor().account_id,
    )
    db.session.add(correction)
    candidate.stage = wrong.from_stage
    candidate.stage_since = standing[-1].happened_on if standing else candidate.listed_on or wrong.happened_on
    candidate.version += 1
    if wrong.to_stage in LEAVING:
        candidate.removed_on = None
    audit.record(
        "stage.corrected",
        candidate,
        before={"stage": wrong.to_stage},
        after={"stage": candidate.stage},
        step_id=correction.id,
    )
    for watcher in seams.stage_watchers:
        watcher(candidate.id, candidate.stage, correction.happened_on)
    return correction.id


def list_standing_steps(candidate: Candidate) -> list[StageStep]:
    """Return the steps that were not corrected, oldest first, without the corrections themselves."""
    steps = db.session.scalars(
        select(StageStep)
        .where(StageStep.tenant_id == candidate.tenant_id, StageStep.candidate_id == candidate.id)
        .order_by(StageStep.recorded_at, StageStep.id)
    ).all()
    corrected = {step.corrects_step_id for step in steps if step.corrects_step_id}
    return [step for step in steps if step.corrects_step_id is None and step.id not in corrected]
