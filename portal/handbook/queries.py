"""Reads of the support desk and of what was published from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from portal.candidates.queries.judging_rules import is_of_root
from portal.handbook.desk import QuestionState, state_of
from portal.handbook.models import PublishedAnswer, SupportAnswer, SupportQuestion
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations.queries import list_organizations
from portal.people.models import Person

if TYPE_CHECKING:
    from uuid import UUID

MOST_SHOWN = 300
CLOSED_HOUSE = "đơn vị đã giải thể"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question, the house that asked, and the answers, the first first."""

    question: SupportQuestion
    house: str
    answers: tuple[SupportAnswer, ...]

    @property
    def state(self) -> QuestionState:
        """Return where the question stands today."""
        return state_of(is_answered=bool(self.answers), due_on=self.question.due_on, today=clock.today())

    @property
    def published_answer_id(self) -> UUID | None:
        """Return what became of it in the handbook, None when nothing did."""
        return next((one.published_answer_id for one in self.answers if one.published_answer_id), None)


def list_questions() -> list[QuestionRow]:
    """Return the questions the actor's house asked or was asked, open ones first by due day.

    The houses are named for Khối only: a house reads nobody's questions but its own.
    """
    house = current_actor().tenant_id
    mine = or_(SupportQuestion.tenant_id == house, SupportQuestion.to_tenant_id == house)
    statement = select(SupportQuestion).where(mine).order_by(SupportQuestion.asked_at.desc())
    questions = list(db.session.scalars(statement.limit(MOST_SHOWN)))
    if not questions:
        return []
    answers: dict[UUID, tuple[SupportAnswer, ...]] = {}
    for answer in db.session.scalars(select(SupportAnswer).order_by(SupportAnswer.answered_at)):
        answers[answer.question_id] = (*answers.get(answer.question_id, ()), answer)
    names = _names() if any(one.tenant_id != house for one in questions) else {}
    rows = [
        QuestionRow(one, names.get(one.tenant_id, CLOSED_HOUSE), answers.get(one.id, ())) for one in questions
    ]
    is_open = {row.question.id for row in rows if not row.answers}
    return sorted(
        rows,
        key=lambda row: row.question.due_on.toordinal() if row.question.id in is_open else 10**7,
    )


def get_question(question_id: UUID) -> QuestionRow:
    """Return one question the actor's house asked or was asked; NotFound otherwise."""
    question = get_row(SupportQuestion, question_id)
    if current_actor().tenant_id not in {question.tenant_id, question.to_tenant_id}:
        raise NotFound
    answers = db.session.scalars(
        select(SupportAnswer)
        .where(SupportAnswer.question_id == question.id)
        .order_by(SupportAnswer.answered_at)
    )
    return QuestionRow(question, _names().get(question.tenant_id, CLOSED_HOUSE), tuple(answers))


def list_published() -> list[PublishedAnswer]:
    """Return what Khối published and has not withdrawn, the newest first."""
    statement = (
        select(PublishedAnswer)
        .where(is_of_root(PublishedAnswer.tenant_id), PublishedAnswer.withdrawn_on.is_(None))
        .order_by(PublishedAnswer.published_on.desc(), PublishedAnswer.id.desc())
    )
    return list(db.session.scalars(statement))


def get_published(published_answer_id: UUID) -> PublishedAnswer:
    """Return one published answer."""
    return get_row(PublishedAnswer, published_answer_id)


def house_that_asked(published_answer_id: UUID) -> UUID:
    """Return whose question became a published answer; only the staff of Khối can read it."""
    statement = select(SupportAnswer.question_tenant_id).where(
        SupportAnswer.published_answer_id == published_answer_id
    )
    house = db.session.scalar(statement.limit(1))
    if house is None:
        raise NotFound
    return house


def find_named_person(text: str) -> str | None:
    """Return the name of somebody of the actor's house that a text holds, in the letters as written."""
    named = func.strpos(func.lower(text), func.lower(Person.full_name)) > 0
    return db.session.scalar(
        select(Person.full_name).where(Person.tenant_id == current_actor().tenant_id, named).limit(1)
    )


def _names() -> dict[UUID, str]:
    return {row.id: f"{row.code} · {row.name}" for row in list_organizations()}
