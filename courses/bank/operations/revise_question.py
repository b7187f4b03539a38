"""A change of a question: a new version; papers drawn before keep theirs."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from courses.bank.formats.question import Question
from courses.bank.models import Question as QuestionRow
from courses.bank.models import QuestionVersion
from courses.bank.operations.add_question import check_is_new, check_wording
from courses.bank.stored_question import as_question, question_fields, version_fields
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def revise_question(*, question_id: UUID, question: Question, version: int) -> int:
    """Write the next version of a question and use it from now on; return its number.

    ``version`` is the number the author had before the eyes; a save that changes nothing is dropped.
    """
    row = lock(QuestionRow, question_id)
    if row.current_version != version:
        raise Conflict("Câu hỏi đã được người khác sửa. Mở lại trang để xem bản mới.")
    if question.kind != row.kind:
        raise DomainError("Không đổi được loại câu hỏi; hãy thêm câu mới.", field="kind")
    before = as_question(row, current_version(row))
    question = replace(question, external_id=row.external_id)
    if question == before:
        audit.record("question.left_unchanged", row, version=row.current_version)
        return row.current_version
    check_wording(question)
    check_is_new(question, other_than=row.id)
    row.current_version += 1
    for name, value in question_fields(question).items():
        setattr(row, name, value)
    db.session.add(
        QuestionVersion(question_id=row.id, number=row.current_version, **version_fields(question))
    )
    audit.record("question.revised", row, version=row.current_version)
    return row.current_version


def current_version(row: QuestionRow) -> QuestionVersion:
    """Return the version of a question that is in use."""
    return db.session.scalars(
        select(QuestionVersion).where(
            QuestionVersion.tenant_id == row.tenant_id,
            QuestionVersion.question_id == row.id,
            QuestionVersion.number == row.current_version,
        )
    ).one()
