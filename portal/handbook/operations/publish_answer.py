"""A question and its answer become part of the handbook, in words for everybody."""

from __future__ import annotations

from uuid import UUID

from portal.handbook.models import PublishedAnswer
from portal.handbook.nameless import check_nameless
from portal.handbook.queries import get_question
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation


@operation
def publish_answer(*, question_id: UUID, question: str, answer: str, is_nameless: bool) -> UUID:
    """Publish the reworded question and answer; return the id. Refused while the house is named."""
    row = get_question(question_id)
    if row.question.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    lock_name(f"support_question:{question_id}")
    row = get_question(question_id)
    if not row.answers:
        raise RuleRefused("Trả lời đơn vị trước, rồi mới đưa vào sổ tay.")
    if row.published_answer_id is not None:
        raise RuleRefused("Câu hỏi này đã có trong sổ tay.")
    if not is_nameless:
        raise DomainError("Đọc lại và xác nhận đã bỏ tên người, tên đơn vị.", field="is_nameless")
    check_nameless(row.question.tenant_id, question=question, answer=answer)
    published = PublishedAnswer(question=question.strip(), answer=answer.strip(), published_on=clock.today())
    db.session.add(published)
    db.session.flush()
    row.answers[-1].published_answer_id = published.id
    audit.record("support.published", published)
    return published.id
