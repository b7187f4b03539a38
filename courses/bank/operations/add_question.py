"""One question typed by hand."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from courses.bank.fingerprint import fingerprint
from courses.bank.formats.question import Question, QuestionMistake, check_question
from courses.bank.models import Question as QuestionRow
from courses.bank.models import QuestionVersion
from courses.bank.stored_question import question_fields, version_fields
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def add_question(*, question: Question) -> UUID:
    """Put a question into the bank with its first version; return the question's id."""
    check_wording(question)
    check_is_new(question)
    row = write_question(question)
    audit.record("question.added", row, kind=row.kind, lesson=row.lesson)
    return row.id


def check_wording(question: Question) -> None:
    """Refuse a question that cannot be put to people or scored."""
    try:
        check_question(question)
    except QuestionMistake as mistake:
        raise DomainError(str(mistake)) from None


def check_is_new(question: Question, *, other_than: UUID | None = None) -> None:
    """Refuse a question whose wording the bank has already."""
    statement = select(QuestionRow.id).where(
        QuestionRow.tenant_id == current_tenant_id(), QuestionRow.fingerprint == fingerprint(question)
    )
    if any(found != other_than for found in db.session.scalars(statement)):
        raise Conflict("Ngân hàng đã có câu hỏi này.", field="text")


def write_question(question: Question) -> QuestionRow:
    """Write both rows of a checked question."""
    row = QuestionRow(external_id=question.external_id, **question_fields(question))
    db.session.add(row)
    db.session.flush()
    db.session.add(QuestionVersion(question_id=row.id, number=1, **version_fields(question)))
    return row
