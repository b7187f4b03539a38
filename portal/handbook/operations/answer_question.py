"""Khối answers a house."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.queries.access import signature
from portal.handbook.models import SupportAnswer
from portal.handbook.queries import get_question
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.operation import operation


@operation
def answer_question(*, question_id: UUID, text: str) -> None:
    """Address an answer to the house that asked; a further one adds to those before."""
    row = get_question(question_id)
    if row.question.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    if not text.strip():
        raise DomainError("Ghi nội dung trả lời.", field="text")
    lock_name(f"support_question:{question_id}")
    if any(answer.text == text.strip() for answer in get_question(question_id).answers):
        raise DomainError("Nội dung này đã trả lời rồi.", field="text")
    answer = SupportAnswer(
        to_tenant_id=row.question.tenant_id,
        question_tenant_id=row.question.tenant_id,
        question_id=question_id,
        text=text.strip(),
        answered_by=signature(),
    )
    db.session.add(answer)
    audit.record("support.answered", answer, question_id=question_id, state_before=row.state)
