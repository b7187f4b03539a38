"""A house asks a board of Khối."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.queries.access import signature
from portal.candidates.queries.judging_rules import load_rules
from portal.handbook.desk import ANSWER_DAYS, Board
from portal.handbook.models import SupportQuestion
from portal.handbook.queries import find_named_person, list_questions
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.queries import root_id


@operation
def ask_question(*, board: Board, subject: str, text: str) -> UUID:
    """Address a question to Khối, to be answered in five working days; return its id.

    A text with the name of somebody of the house is refused: the desk deals with procedure, not persons.
    """
    for field, words in (("subject", subject), ("text", text)):
        if not words.strip():
            raise DomainError("Ghi nội dung cần hỏi.", field=field)
        named = find_named_person(words)
        if named is not None:
            raise DomainError(f"Câu hỏi có họ tên “{named}”. Bỏ họ tên, chỉ nêu tình huống.", field=field)
    lock_name("support_questions")
    if any(row.question.text == text.strip() and not row.answers for row in list_questions()):
        raise DomainError("Câu hỏi này đã gửi và đang chờ trả lời.", field="text")
    question = SupportQuestion(
        to_tenant_id=root_id(),
        board=board,
        subject=subject.strip(),
        text=text.strip(),
        due_on=load_rules().calendar.add(clock.today(), ANSWER_DAYS),
        asked_by=signature(),
    )
    db.session.add(question)
    audit.record("support.sent", question, board=board, due_on=question.due_on)
    return question.id
