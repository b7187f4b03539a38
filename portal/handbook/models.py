"""What a house asks, what Khối answers, and what of it stands in the handbook for everybody."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.handbook.desk import Board
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Published, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class SupportQuestion(Addressed, Base):
    __tablename__ = "support_question"
    __table_args__ = (
        *addressed_index(),
        Index(None, "tenant_id", "asked_at"),
        one_of("board", Board),
        {"comment": "A question of a house to a board of Khối, without names of people; append only."},
    )
    staff_verbs = APPEND

    board: Mapped[Board]
    subject: Mapped[str]
    text: Mapped[str]
    due_on: Mapped[date]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)


class PublishedAnswer(Published, Base):
    """Nothing here leads back to the house that asked: no key, no name, no day of the question."""

    __tablename__ = "published_answer"
    __table_args__ = (
        Index(None, "tenant_id", "published_on"),
        {"comment": "A question and its answer in words for everybody: part of the handbook."},
    )

    question: Mapped[str]
    answer: Mapped[str]
    published_on: Mapped[date]
    withdrawn_on: Mapped[date | None]


class SupportAnswer(Addressed, Base):
    """A later answer adds to an earlier one; ``published_answer_id`` is what the handbook made of it."""

    __tablename__ = "support_answer"
    __table_args__ = (
        *addressed_index(),
        between_houses("question_tenant_id", "question_id", "support_question"),
        within_house("published_answer_id", "published_answer"),
        Index(None, "tenant_id", "question_id", "answered_at"),
        {"comment": "What Khối answered to a question of a house."},
    )

    question_tenant_id: Mapped[UUID]
    question_id: Mapped[UUID]
    text: Mapped[str]
    published_answer_id: Mapped[UUID | None]
    answered_by: Mapped[str]
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)
