"""What happened to one candidate, step by step, for the line of his or her page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.candidates.exits import reason_label
from portal.candidates.labels import verdict_words, vote_words
from portal.candidates.stages import RULES, Stage
from portal.candidates.timeline import PastStep
from portal.kernel import clock

if TYPE_CHECKING:
    from portal.candidates.models.stage import StageStep
    from portal.candidates.queries.records import CandidateRecord


def past_steps(record: CandidateRecord) -> list[PastStep]:
    """Return the stages a candidate reached, for the candidate's own eyes: dates and numbers only."""
    steps = [PastStep(step.to_stage, step.happened_on, step.document_no) for step in record.standing_steps]
    return _beginning(record) + steps


def full_history(record: CandidateRecord) -> list[PastStep]:
    """Return everything that was recorded, for the desk: papers, votes, who wrote, what was corrected."""
    by_id = {step.id: step for step in record.steps}
    corrected = {step.corrects_step_id for step in record.steps if step.corrects_step_id}
    found = _beginning(record)
    for step in record.steps:
        if step.corrects_step_id:
            wrong = by_id[step.corrects_step_id]
            note = f"Trở lại: {RULES[step.to_stage].label}"
            lines = (f"Lấy lại bước “{RULES[wrong.to_stage].label}”: {step.remarks}", _written(step))
            found.append(PastStep(step.to_stage, step.happened_on, lines=lines, note=note))
        else:
            found.append(
                PastStep(
                    step.to_stage,
                    step.happened_on,
                    step.document_no,
                    step.document_type,
                    _lines(step),
                    is_taken_back=step.id in corrected,
                )
            )
    return found


def _lines(step: StageStep) -> tuple[str, ...]:
    paper_day = step.document_date
    return tuple(
        line
        for line in (
            f"văn bản ngày {paper_day:%d/%m/%Y}" if paper_day and paper_day != step.happened_on else "",
            vote_words(step.votes),
            reason_label(step.to_stage, step.exit_reason),
            verdict_words(step),
            step.remarks,
            _written(step),
        )
        if line
    )


def _written(step: StageStep) -> str:
    if step.carried_from:
        return f"{step.recorded_by} ghi ở {step.carried_from}, theo người chuyển đến"
    return f"{step.recorded_by} ghi ngày {clock.local(step.recorded_at):%d/%m/%Y}"


def _beginning(record: CandidateRecord) -> list[PastStep]:
    candidate = record.candidate
    if candidate.first_stage is Stage.NOMINATED:
        return [PastStep(Stage.NOMINATED, clock.local(candidate.created_at).date())]
    is_listed_again = any(
        step.to_stage is Stage.PROSPECT and step.document_no for step in record.standing_steps
    )
    listed = (
        PastStep(Stage.PROSPECT, None)
        if is_listed_again
        else PastStep(Stage.PROSPECT, candidate.listed_on, candidate.list_resolution_no)
    )
    if candidate.first_stage is Stage.PROSPECT:
        return [listed]
    certificate = next((training for training in record.training if training.import_id), None)
    if certificate is None:
        return [listed, PastStep(candidate.first_stage, None)]
    return [listed, PastStep(candidate.first_stage, certificate.issued_on, certificate.certificate_number)]
