"""A step entered by mistake is put right by a later step; both stay to be read."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.clocks import clock_start
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.resume_helpers import resume_helpers
from portal.candidates.queries.access import lock_candidate, may_record_at, signature
from portal.candidates.queries.steps import list_standing_steps
from portal.candidates.stages import LEAVING, Stage, desk_of
from portal.kernel import audit, clock, seams
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def correct_stage(*, candidate_id: UUID, stage_step_id: UUID, remarks: str) -> UUID:
    """Take back the last step of a candidate, saying why; return the id of the correcting step.

    What the step did beside it is undone as well: the end of the helpers' work, the entry in the list.
    """
    candidate = lock_candidate(candidate_id)
    standing = list_standing_steps(candidate)
    if not standing or standing[-1].id != stage_step_id:
        raise Conflict("Chỉ sửa được bước gần nhất.")
    if not remarks.strip():
        raise DomainError("Ghi lý do sửa.", field="remarks")
    wrong = standing.pop()
    if not may_record_at(desk_of(wrong.from_stage, wrong.to_stage)):
        raise RuleRefused("Bước này do bí thư đơn vị ghi; đề nghị bí thư sửa.")
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
    candidate.clock_from = clock_start(candidate.stage, standing)
    candidate.version += 1
    if wrong.to_stage in LEAVING:
        candidate.removed_on = None
        resume_helpers(candidate, wrong)
    if wrong.to_stage is Stage.PROSPECT and wrong.document_no:
        _restore_listing(candidate, standing)
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


def _restore_listing(candidate: Candidate, standing: list[StageStep]) -> None:
    """Put back the listing and removal that held before a wrong entry in the list."""
    listed = [step for step in standing if step.to_stage is Stage.PROSPECT and step.document_no]
    if listed or candidate.first_stage is Stage.NOMINATED:
        candidate.listed_on = listed[-1].happened_on if listed else None
        candidate.list_resolution_no = listed[-1].document_no if listed else ""
    if standing and standing[-1].to_stage in LEAVING:
        candidate.removed_on = standing[-1].happened_on
