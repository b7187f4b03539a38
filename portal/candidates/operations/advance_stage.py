"""A step on the way, as it happened on paper."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.end_helper import end_helpers
from portal.candidates.operations.versions import check_version
from portal.candidates.queries.access import lock_candidate, signature
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.stages import LEAVING, RULES, Body, Stage, StageRule, document_of, is_allowed
from portal.candidates.votes import VoteCount, vote_as_fact, vote_passed
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

BODY_WORDS = {
    Body.CELL: "2/3 đảng viên chính thức được triệu tập",
    Body.COMMITTEE: "2/3 cấp ủy viên",
    Body.AUTHORITY: "số cấp ủy viên cần thiết",
}


@operation
def advance_stage(
    *,
    candidate_id: UUID,
    to_stage: Stage | str,
    happened_on: date,
    document_no: str = "",
    document_date: date | None = None,
    vote: VoteCount | None = None,
    remarks: str = "",
    version: int | None = None,
) -> UUID:
    """Record that a candidate came to a stage on a day; return the step's id.

    The portal records what was decided on paper: it refuses a step that the path does not know,
    one without its paper, and a vote that missed its threshold. Whether the conditions were met
    is shown beside the form, and the rule set of that day is kept with the step.
    """
    to_stage = Stage(to_stage)
    candidate = lock_candidate(candidate_id)
    check_version(candidate, version)
    before = candidate.stage
    _check_step(candidate, to_stage, happened_on)
    _check_paper(before, to_stage, document_no)
    rule = RULES[to_stage]
    step = StageStep(
        candidate_id=candidate.id,
        person_id=candidate.person_id,
        from_stage=before,
        to_stage=to_stage,
        happened_on=happened_on,
        document_type=document_of(before, to_stage),
        document_no=document_no.strip(),
        document_date=document_date,
        votes=_checked_vote(rule, vote),
        rule_set_id=_rule_set_on(rule, happened_on),
        remarks=remarks.strip(),
        recorded_by=signature(),
        recorded_by_account_id=current_actor().account_id,
    )
    db.session.add(step)
    _move(candidate, step)
    audit.record(
        "stage.advanced",
        candidate,
        before={"stage": before},
        after={"stage": to_stage},
        step_id=step.id,
        happened_on=happened_on,
        document_no=step.document_no,
    )
    return step.id


def _check_step(candidate: Candidate, to_stage: Stage, happened_on: date) -> None:
    if not is_allowed(candidate.stage, to_stage):
        raise RuleRefused(
            f"Từ “{RULES[candidate.stage].label}” không chuyển được sang “{RULES[to_stage].label}”.",
            field="to_stage",
        )
    if happened_on > clock.today():
        raise DomainError("Ngày ở tương lai: chỉ ghi việc đã xong.", field="happened_on")
    if happened_on < candidate.stage_since:
        raise DomainError(
            f"Ngày không thể trước bước hiện tại ({candidate.stage_since:%d/%m/%Y}).", field="happened_on"
        )


def _check_paper(stage: Stage, to_stage: Stage, document_no: str) -> None:
    needed = document_of(stage, to_stage)
    if needed and not document_no.strip():
        raise DomainError(f"Cần số của {needed}.", field="document_no")


def _checked_vote(rule: StageRule, vote: VoteCount | None) -> dict[str, int | str] | None:
    if rule.body is None:
        return None
    if vote is None:
        raise DomainError("Cần số biểu quyết.", field="total")
    if vote.yes > vote.base or vote.base <= 0 or min(vote.yes, vote.deducted) < 0:
        raise DomainError("Số tán thành và số trừ phải khớp với tổng số.", field="yes")
    if not vote_passed(rule.body, vote):
        raise RuleRefused(
            f"Chưa đủ {BODY_WORDS[rule.body]}: {vote.yes} trên {vote.base}. "
            "Nếu kết quả đúng như vậy, ghi “Không được thông qua”.",
            field="yes",
        )
    return vote_as_fact(rule.body, vote)


def _rule_set_on(rule: StageRule, day: date) -> str | None:
    return load_rules().book.on(day).id if rule.gate else None


def _move(candidate: Candidate, step: StageStep) -> None:
    candidate.stage = step.to_stage
    candidate.stage_since = step.happened_on
    candidate.version += 1
    if step.to_stage is Stage.PROSPECT and step.document_no:
        candidate.listed_on = step.happened_on
        candidate.list_resolution_no = step.document_no
        candidate.removed_on = None
    if step.to_stage in LEAVING:
        candidate.removed_on = step.happened_on
        end_helpers(candidate, on=step.happened_on, reason=RULES[step.to_stage].label)
