"""What a step must bring along, whatever the rules of eligibility say: order, day, paper, reason, vote."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.candidates.exits import OTHER, SHORT_VOTE, WRONG_PERSON, reasons_for
from portal.candidates.queries.access import has_committee_of, may_record_at
from portal.candidates.stages import RULES, Body, Stage, desk_of, open_steps, still_holding
from portal.candidates.votes import VoteCount, vote_as_fact, vote_passed
from portal.kernel import clock
from portal.kernel.errors import DomainError, RuleRefused

if TYPE_CHECKING:
    from portal.candidates.models.candidate import Candidate
    from portal.candidates.models.stage import StageStep

BODY_WORDS = {
    Body.CELL: "2/3 đảng viên chính thức được triệu tập",
    Body.COMMITTEE: "2/3 cấp ủy viên",
    Body.AUTHORITY: "số cấp ủy viên cần thiết",
}


def check_step(candidate: Candidate, standing: list[StageStep], to_stage: Stage, happened_on: date) -> None:
    """Refuse a step out of order, out of time, or of another desk."""
    held = [step.to_stage for step in still_holding(standing)]
    stage = candidate.stage
    if to_stage not in open_steps(stage, held, has_committee=has_committee_of(candidate.tenant_id)):
        raise RuleRefused(
            f"Từ “{RULES[stage].label}” không chuyển được sang “{RULES[to_stage].label}”.", field="to_stage"
        )
    if not may_record_at(desk_of(stage, to_stage)):
        raise RuleRefused(f"Bước này do {RULES[to_stage].actor} làm; bí thư đơn vị ghi.", field="to_stage")
    if stage is Stage.ANNULLED and standing and standing[-1].exit_reason == WRONG_PERSON:
        raise RuleRefused(
            "Quyết định bị hủy vì không đúng tiêu chuẩn, điều kiện: không làm lại hồ sơ.", field="to_stage"
        )
    if happened_on > clock.today():
        raise DomainError("Ngày ở tương lai: chỉ ghi việc đã xong.", field="happened_on")
    if happened_on < candidate.stage_since:
        raise DomainError(
            f"Ngày không thể trước bước hiện tại ({candidate.stage_since:%d/%m/%Y}).", field="happened_on"
        )


def check_paper(document_type: str, document_no: str, document_date: date | None) -> None:
    """Refuse a step without its paper."""
    if document_type and not document_no.strip():
        raise DomainError(f"Cần số của {document_type}.", field="document_no")
    if document_date is not None and document_date > clock.today():
        raise DomainError("Ngày văn bản ở tương lai.", field="document_date")


def check_reason(to_stage: Stage, exit_reason: str, remarks: str) -> None:
    """Refuse a way out without a reason of its list, or “other” without words."""
    reasons = reasons_for(to_stage)
    if not reasons and exit_reason:
        raise DomainError("Bước này không cần lý do.", field="exit_reason")
    if reasons and exit_reason not in reasons:
        raise DomainError("Chọn lý do.", field="exit_reason")
    if exit_reason == OTHER and not remarks.strip():
        raise DomainError("Ghi rõ lý do.", field="remarks")


def check_vote(
    body: Body | None, to_stage: Stage, exit_reason: str, vote: VoteCount | None
) -> dict[str, int | str] | None:
    """Return the counts to keep; refuse counts that are missing, impossible, or on the wrong side.

    A refusal for want of votes brings counts that did not reach the threshold.
    """
    is_refusal = to_stage is Stage.NOT_APPROVED
    if body is None or (is_refusal and exit_reason != SHORT_VOTE and vote is None):
        return None
    if vote is None:
        raise DomainError("Cần số biểu quyết.", field="total")
    if vote.yes > vote.base or vote.base <= 0 or min(vote.yes, vote.deducted) < 0:
        raise DomainError("Số tán thành và số trừ phải khớp với tổng số.", field="yes")
    passed = vote_passed(body, vote)
    if is_refusal and exit_reason == SHORT_VOTE and passed:
        raise RuleRefused(f"Đã đủ {BODY_WORDS[body]}: {vote.yes} trên {vote.base}.", field="yes")
    if not is_refusal and not passed:
        raise RuleRefused(
            f"Chưa đủ {BODY_WORDS[body]}: {vote.yes} trên {vote.base}. "
            "Nếu kết quả đúng như vậy, ghi “Không được thông qua”.",
            field="yes",
        )
    return vote_as_fact(body, vote)
