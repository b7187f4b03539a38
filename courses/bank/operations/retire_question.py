"""Taking a question out of use, and back."""

from __future__ import annotations

from uuid import UUID

from courses.bank.models import Question
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def retire_question(*, question_id: UUID) -> None:
    """Keep a question out of new papers; papers already drawn are not touched."""
    question = lock(Question, question_id)
    question.retired_at = question.retired_at or clock.now()
    audit.record("question.retired", question)


@operation
def restore_question(*, question_id: UUID) -> None:
    """Let a retired question be drawn again."""
    question = lock(Question, question_id)
    question.retired_at = None
    audit.record("question.restored", question)
