"""A question that goes back to its author."""

from __future__ import annotations

from uuid import UUID

from courses.bank.operations.approve_questions import lock_for_review, review_of
from courses.bank.review import ReviewOutcome
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def return_question(*, question_id: UUID, version: int, note: str) -> None:
    """Keep a question out of papers until it is changed, and say why."""
    if not note.strip():
        raise DomainError("Ghi rõ cần sửa gì.", field="note")
    row = lock_for_review(question_id, version)
    row.returned_version, row.approved_version = version, None
    db.session.add(review_of(row, ReviewOutcome.RETURNED, note.strip()))
    audit.record("question.returned", row, version=version)
