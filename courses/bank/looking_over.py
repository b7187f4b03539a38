"""Reads for whoever looks over the bank: what waits for another pair of eyes, and what is asked twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select

from courses.bank.duplicates import Wording, similar_questions
from courses.bank.models import Question, QuestionVersion
from courses.bank.queries import IS_CURRENT, is_ours, stands
from courses.bank.review import Standing
from courses.bank.stored_question import as_question
from portal.kernel.actor import current_actor
from portal.kernel.database import db

if TYPE_CHECKING:
    from courses.bank.formats.question import Question as BankQuestion


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A question that waits for somebody other than its author, as that person reads it."""

    id: UUID
    version: int
    question: BankQuestion
    author_name: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two questions that ask nearly the same: each its row and its wording."""

    first: tuple[Question, BankQuestion]
    second: tuple[Question, BankQuestion]
    share: float


def list_waiting(*, offset: int = 0, limit: int = 20) -> tuple[list[WaitingRow], int]:
    """Return questions nobody has looked over yet, the oldest first, and how many there are in all."""
    conditions = (is_ours(), stands(Standing.WAITING))
    total = db.session.scalar(select(func.count()).select_from(Question).where(*conditions)) or 0
    statement = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, IS_CURRENT)
        .where(*conditions)
        .order_by(QuestionVersion.created_at, Question.id)
        .offset(offset)
        .limit(limit)
    )
    me = current_actor().account_id
    rows = [
        WaitingRow(
            row.id,
            version.number,
            as_question(row, version),
            version.author_name if version.written_by else "",
            is_own=version.written_by is not None and version.written_by == me,
        )
        for row, version in db.session.execute(statement)
    ]
    return rows, total


def count_waiting_for(account_id: UUID | None) -> int:
    """Return how many questions wait that this account did not write."""
    statement = (
        select(func.count())
        .select_from(Question)
        .join(QuestionVersion, IS_CURRENT)
        .where(
            is_ours(),
            stands(Standing.WAITING),
            QuestionVersion.written_by.is_distinct_from(account_id),
        )
    )
    return db.session.scalar(statement) or 0


def list_alike() -> list[AlikePair]:
    """Return the questions not retired that ask nearly the same, two by two, the most alike first."""
    statement = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, IS_CURRENT)
        .where(is_ours(), ~stands(Standing.RETIRED))
    )
    found = {row.id: (row, as_question(row, version)) for row, version in db.session.execute(statement)}
    wordings = [
        Wording(row.id, question.text, [option.text for option in (*question.options, *question.targets)])
        for row, question in found.values()
    ]
    return [
        AlikePair(found[pair.first], found[pair.second], pair.share) for pair in similar_questions(wordings)
    ]
