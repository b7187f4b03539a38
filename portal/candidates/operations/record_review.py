"""The review of one month."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.review import ProgressReview, Proposal, Rating
from portal.candidates.queries.access import lock_candidate, signature
from portal.candidates.queries.review_setting import get_review_rules
from portal.candidates.reviews import first_day, review_due_on, show_period
from portal.candidates.stages import FOLLOWED, PROBATIONARY
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def record_review(
    *,
    candidate_id: UUID,
    period: str,
    political_awareness: Rating,
    professional_result: Rating,
    study_training: Rating,
    discipline: Rating,
    union_role: Rating,
    relations: Rating,
    proposal: Proposal,
    task_title: str = "",
    task_due_on: date | None = None,
    task_result: str = "",
    strengths: str = "",
    weaknesses: str = "",
    conclusion: str = "",
    next_task: str = "",
    submitted_on: date | None = None,
) -> UUID:
    """Record the review of a month or quarter; return its id. One already there is superseded, not edited.

    ``submitted_on`` is today unless a review handed in on paper is being entered.
    """
    candidate = lock_candidate(candidate_id)
    handed_in = submitted_on or clock.today()
    _check(candidate, period, handed_in)
    if task_result.strip() and not task_title.strip():
        raise DomainError("Ghi việc được giao trước khi ghi kết quả.", field="task_title")
    earlier = _supersede(candidate, period)
    review = ProgressReview(
        candidate_id=candidate.id,
        period=period,
        political_awareness=political_awareness,
        professional_result=professional_result,
        study_training=study_training,
        discipline=discipline,
        union_role=union_role,
        relations=relations,
        task_title=task_title.strip(),
        task_due_on=task_due_on,
        task_result=task_result.strip(),
        strengths=strengths.strip(),
        weaknesses=weaknesses.strip(),
        proposal=proposal,
        conclusion=conclusion.strip(),
        next_task=next_task.strip(),
        due_on=review_due_on(period, get_review_rules().due_day),
        submitted_on=earlier.submitted_on if earlier else handed_in,
        reviewer_name=signature(),
        reviewer_account_id=current_actor().account_id,
    )
    db.session.add(review)
    audit.record(
        "review.superseded" if earlier else "review.recorded",
        review,
        candidate_id=candidate.id,
        period=period,
        is_on_time=review.is_on_time,
    )
    return review.id


def _check(candidate: Candidate, period: str, handed_in: date) -> None:
    if candidate.stage not in FOLLOWED | PROBATIONARY:
        raise RuleRefused("Chỉ đánh giá người đang được theo dõi.")
    if handed_in > clock.today():
        raise DomainError("Ngày nộp ở tương lai.", field="submitted_on")
    if first_day(period) > clock.today():
        raise DomainError(f"Chưa đến {show_period(period)}.", field="period")


def _supersede(candidate: Candidate, period: str) -> ProgressReview | None:
    earlier = db.session.scalars(
        select(ProgressReview).where(
            ProgressReview.tenant_id == candidate.tenant_id,
            ProgressReview.candidate_id == candidate.id,
            ProgressReview.period == period,
            ProgressReview.is_current,
        )
    ).one_or_none()
    if earlier is not None:
        earlier.is_current = False
        db.session.flush()
    return earlier
