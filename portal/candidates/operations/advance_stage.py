"""A step on the way, as it happened on paper."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.candidates.clocks import clock_start
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.check_gate import GateRecord, check_gate
from portal.candidates.operations.check_step import check_paper, check_reason, check_step, check_vote
from portal.candidates.operations.end_helper import end_helpers
from portal.candidates.operations.versions import check_version
from portal.candidates.queries.access import lock_candidate, signature
from portal.candidates.queries.steps import list_standing_steps
from portal.candidates.stages import LEAVING, RULES, Stage, document_of, voting_body
from portal.candidates.votes import VoteCount
from portal.kernel import audit, seams
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.operation import operation


@operation
def advance_stage(
    *,
    candidate_id: UUID,
    to_stage: Stage | str,
    happened_on: date,
    document_no: str = "",
    document_date: date | None = None,
    vote: VoteCount | None = None,
    exit_reason: str = "",
    acknowledgement: str = "",
    remarks: str = "",
    version: int | None = None,
) -> UUID:
    """Record that a candidate came to a stage on a day; return the step's id.

    The portal records what was decided on paper. It refuses a step that the path does not know, one
    without its paper, a vote that missed its threshold, a way out without its reason, and a step
    whose gate fails on that day. Where the gate only lacks something nobody recorded, somebody says
    why the step is recorded all the same (docs/decisions/008).
    """
    to_stage = Stage(to_stage)
    candidate = lock_candidate(candidate_id)
    check_version(candidate, version)
    before = candidate.stage
    standing = list_standing_steps(candidate)
    check_step(candidate, standing, to_stage, happened_on)
    document_type = document_of(before, to_stage)
    check_paper(document_type, document_no, document_date)
    check_reason(to_stage, exit_reason, remarks)
    votes = check_vote(voting_body(before, to_stage), to_stage, exit_reason, vote)
    gate: GateRecord = check_gate(candidate, to_stage, happened_on, acknowledgement)
    step = StageStep(
        candidate_id=candidate.id,
        person_id=candidate.person_id,
        from_stage=before,
        to_stage=to_stage,
        happened_on=happened_on,
        document_type=document_type,
        document_no=document_no.strip(),
        document_date=document_date,
        votes=votes,
        exit_reason=exit_reason,
        rule_set_id=gate.rule_set_id,
        verdict=gate.verdict,
        open_criteria=list(gate.open_criteria),
        acknowledgement=gate.acknowledgement,
        remarks=remarks.strip(),
        recorded_by=signature(),
        recorded_by_account_id=current_actor().account_id,
    )
    db.session.add(step)
    _move(candidate, [*standing, step])
    audit.record(
        "stage.advanced",
        candidate,
        before={"stage": before},
        after={"stage": to_stage},
        step_id=step.id,
        happened_on=happened_on,
        document_no=step.document_no,
        verdict=step.verdict,
        open_criteria=step.open_criteria,
    )
    for watcher in seams.stage_watchers:
        watcher(candidate.id, to_stage, happened_on)
    return step.id


def _move(candidate: Candidate, steps: list[StageStep]) -> None:
    step = steps[-1]
    candidate.stage = step.to_stage
    candidate.stage_since = step.happened_on
    candidate.clock_from = clock_start(step.to_stage, steps)
    candidate.version += 1
    if step.to_stage is Stage.PROSPECT and step.document_no:
        candidate.listed_on = step.happened_on
        candidate.list_resolution_no = step.document_no
        candidate.removed_on = None
    if step.to_stage in LEAVING:
        candidate.removed_on = step.happened_on
        end_helpers(candidate, on=step.happened_on, reason=RULES[step.to_stage].label)
