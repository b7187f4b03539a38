"""Questions somebody else has read and found fit to be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from courses.bank.models import Question, QuestionReview
from courses.bank.operations.revise_question import current_version
from courses.bank.review import ReviewOutcome
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def approve_questions(*, wordings: Iterable[tuple[UUID, int]]) -> int:
    """Let questions be drawn in the versions that were read; return how many.

    ``wordings`` are (question, version) pairs. All or none: Conflict when one was changed meanwhile,
    DomainError when one was written by the person who approves.
    """
    chosen = sorted(set(wordings))
    if not chosen:
        raise DomainError("Chưa chọn câu nào.")
    for question_id, version in chosen:
        row = lock_for_review(question_id, version)
        row.approved_version = version
        db.session.add(review_of(row, ReviewOutcome.APPROVED))
    audit.record("questions.approved", count=len(chosen), questions=[str(one) for one, _ in chosen])
    return len(chosen)


def lock_for_review(question_id: UUID, version: int) -> Question:
    """Return the question, locked, if the actor may say something about this version of it."""
    row = lock(Question, question_id)
    wording = current_version(row)
    if row.current_version != version:
        raise Conflict(f"Câu “{wording.text[:60]}” vừa được sửa. Tải lại trang rồi xem bản mới.")
    if wording.written_by is not None and wording.written_by == current_actor().account_id:
        raise DomainError("Người soạn không tự duyệt câu của mình; nhờ cán bộ khác xem giúp.")
    return row


def review_of(row: Question, outcome: ReviewOutcome, note: str = "") -> QuestionReview:
    """Return the entry of a review by the actor."""
    actor = current_actor()
    return QuestionReview(
        question_id=row.id,
        version=row.current_version,
        outcome=outcome,
        note=note,
        reviewed_by=actor.account_id,
        reviewer_name=actor.name,
    )
