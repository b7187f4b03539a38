"""A published answer put right, or taken back."""

from __future__ import annotations

from uuid import UUID

from portal.handbook.models import PublishedAnswer
from portal.handbook.nameless import check_nameless
from portal.handbook.queries import house_that_asked
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation


@operation
def change_published(
    *, published_answer_id: UUID, question: str, answer: str, is_withdrawn: bool = False
) -> None:
    """Write the new words, or withdraw the entry: it leaves the handbook and stays in the record."""
    published = lock(PublishedAnswer, published_answer_id)
    if published.withdrawn_on is not None:
        raise RuleRefused("Mục này đã rút khỏi sổ tay.")
    if is_withdrawn:
        published.withdrawn_on = clock.today()
        audit.record("support.withdrawn", published)
        return
    check_nameless(house_that_asked(published_answer_id), question=question, answer=answer)
    before = {"question": published.question, "answer": published.answer}
    published.question, published.answer = question.strip(), answer.strip()
    after = {"question": published.question, "answer": published.answer}
    audit.record("support.changed", published, before=before, after=after)
