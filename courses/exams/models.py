"""Exams: what Khối sets, the paper drawn for a person, and the attempt only that person touches.

Who owns what keeps the invariants of the protocol simple (docs/decisions, exams). Khối draws every
paper before the exam opens and keeps its key in another table. While an attempt is open it and its
answers are private to the person; submitting writes one row addressed to Khối, and from then on
markers read that row and never the working ones.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from courses.catalog.models import MARK
from courses.exams.events import EventKind
from courses.exams.frozen_paper import FrozenItem
from courses.exams.machine import AttemptState
from courses.exams.orders import OrderKind
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import (
    Addressed,
    Owned,
    Private,
    Published,
    addressed_index,
    between_houses,
    within_house,
)
from portal.kernel.tenancy_v1 import APPEND, READ
from portal.organizations.models import one_of


class ExamPurpose(StrEnum):
    SCREENING = "screening"
    """Scored by the machine."""
    REFLECTION = "reflection"
    """The thu hoạch: an essay marked by people."""


class ExamState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class ReviewPolicy(StrEnum):
    SCORE_ONLY = "score_only"
    ANSWERS_AFTER_CLOSE = "answers_after_close"
    """Own answers with the right ones, once nobody can sit the exam any more."""
    ANSWERS_AFTER_RESULTS = "answers_after_results"
    """The same, once the results of the class are recognised."""


class Exam(Published, Base):
    __tablename__ = "exam"
    __table_args__ = (
        within_house("class_run_id", "class_run"),
        Index(None, "tenant_id", "class_run_id"),
        one_of("purpose", ExamPurpose),
        one_of("state", ExamState),
        one_of("review_policy", ReviewPolicy),
        CheckConstraint("closes_at > opens_at", name="window"),
        CheckConstraint("duration_minutes between 1 and 600", name="duration"),
        CheckConstraint("attempts_allowed between 1 and 10", name="attempts"),
        CheckConstraint("markers_needed between 1 and 2", name="markers"),
        {"comment": "An exam of a class: blueprint, window, duration, attempts, pass mark."},
    )

    class_run_id: Mapped[UUID]
    title: Mapped[str]
    purpose: Mapped[ExamPurpose]
    blueprint: Mapped[list[Any]] = mapped_column(JSONB)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    duration_minutes: Mapped[int]
    attempts_allowed: Mapped[int] = mapped_column(default=1)
    pass_mark: Mapped[Decimal] = mapped_column(MARK, default=Decimal(5))
    access_code_hash: Mapped[str | None]
    markers_needed: Mapped[int] = mapped_column(default=1)
    """How many people mark a thu hoạch, blind to each other."""
    max_difference: Mapped[Decimal] = mapped_column(MARK, default=Decimal(1))
    """Marks further apart than this call a third marker; no regulation fixes the figure."""
    review_policy: Mapped[ReviewPolicy] = mapped_column(default=ReviewPolicy.SCORE_ONLY)
    state: Mapped[ExamState] = mapped_column(default=ExamState.DRAFT)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Paper(Owned, Base):
    """One person's paper for one attempt, drawn and frozen by Khối; without the key."""

    __tablename__ = "paper"
    __table_args__ = (
        within_house("exam_id", "exam"),
        between_houses("person_tenant_id", "person_id", "person"),
        UniqueConstraint("tenant_id", "exam_id", "person_id", "attempt_number"),
        Index("ix_paper_person", "person_id"),
        {"comment": "The frozen items of one person's attempt: text, options in their order, points."},
    )
    person_column = "person_id"
    staff_verbs = APPEND

    exam_id: Mapped[UUID]
    person_tenant_id: Mapped[UUID]
    person_id: Mapped[UUID]
    attempt_number: Mapped[int]
    seed: Mapped[str]
    items: Mapped[list[Any]] = mapped_column(JSONB)
    extra_minutes: Mapped[int] = mapped_column(default=0)
    drawn_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def frozen_items(self) -> list[FrozenItem]:
        """Return the items as they were drawn."""
        return [FrozenItem.from_json(item) for item in self.items]


class PaperKey(Owned, Base):
    """The key of a paper; the member door cannot read this table."""

    __tablename__ = "paper_key"
    __table_args__ = (
        within_house("paper_id", "paper"),
        UniqueConstraint("tenant_id", "paper_id"),
        {"comment": "Question versions and keys behind the items of a paper."},
    )
    staff_verbs = APPEND

    paper_id: Mapped[UUID]
    keys: Mapped[dict[str, Any]] = mapped_column(JSONB)


class Attempt(Addressed, Base):
    """A person's sitting; Khối reads how it goes and never what is answered."""

    __tablename__ = "attempt"
    __table_args__ = (
        *addressed_index(),
        within_house("person_id", "person"),
        between_houses("to_tenant_id", "exam_id", "exam"),
        between_houses("to_tenant_id", "paper_id", "paper"),
        UniqueConstraint("tenant_id", "person_id", "exam_id", "number"),
        Index("ix_attempt_person", "person_id"),
        Index(None, "to_tenant_id", "exam_id"),
        one_of("state", AttemptState),
        {"comment": "A person's sitting of an exam; the server's clock rules."},
    )
    person_column = "person_id"
    staff_verbs = READ
    member_verbs = ("select", "insert", "update")

    person_id: Mapped[UUID]
    exam_id: Mapped[UUID]
    paper_id: Mapped[UUID]
    number: Mapped[int]
    state: Mapped[AttemptState] = mapped_column(default=AttemptState.OPEN)
    started_at: Mapped[datetime]
    deadline: Mapped[datetime]
    seen_at: Mapped[datetime]
    """When the player last saved something."""
    late_count: Mapped[int] = mapped_column(default=0)
    """Answers that came after the deadline and are kept in the log."""
    submitted_at: Mapped[datetime | None]
    receipt: Mapped[str | None]
    answered_count: Mapped[int | None]
    device: Mapped[str] = mapped_column(default="")


class AttemptEvent(Addressed, Base):
    """What the player or the server noted about a sitting beside the answers; information, no verdict."""

    __tablename__ = "attempt_event"
    __table_args__ = (
        *addressed_index(),
        within_house("attempt_id", "attempt"),
        Index(None, "tenant_id", "attempt_id", "happened_at"),
        Index("ix_attempt_event_person", "person_id"),
        one_of("kind", EventKind),
        {"comment": "Focus changes, reconnections and device moves of an attempt."},
    )
    person_column = "person_id"
    staff_verbs = READ
    member_verbs = APPEND

    person_id: Mapped[UUID]
    attempt_id: Mapped[UUID]
    kind: Mapped[EventKind]
    happened_at: Mapped[datetime] = mapped_column(default=clock.now)


class ExamOrder(Addressed, Base):
    """What a proctor decided about one person's sitting, and why; carried out at the member door."""

    __tablename__ = "exam_order"
    __table_args__ = (
        *addressed_index(),
        within_house("exam_id", "exam"),
        between_houses("to_tenant_id", "person_id", "person"),
        between_houses("to_tenant_id", "attempt_id", "attempt"),
        Index("ix_exam_order_person", "person_id"),
        Index(None, "tenant_id", "exam_id", "person_id"),
        one_of("kind", OrderKind),
        CheckConstraint("minutes between 1 and 600", name="minutes"),
        {"comment": "Extra time, voiding, reopening and other decisions of a proctor, with the reason."},
    )
    person_column = "person_id"
    staff_verbs = APPEND

    exam_id: Mapped[UUID]
    person_id: Mapped[UUID]
    attempt_id: Mapped[UUID | None]
    kind: Mapped[OrderKind]
    minutes: Mapped[int | None]
    """Of extra time, or until a reopened attempt ends."""
    reason: Mapped[str]
    ordered_by: Mapped[str]
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now)


class Answer(Private, Base):
    """The current answer to one item; the newest sequence wins, whatever arrives last."""

    __tablename__ = "answer"
    __table_args__ = (
        within_house("attempt_id", "attempt"),
        UniqueConstraint("tenant_id", "attempt_id", "item"),
        Index("ix_answer_person", "person_id"),
        {"comment": "Current value and sequence of one item of an attempt."},
    )
    person_column = "person_id"
    member_verbs = ("select", "insert", "update")

    person_id: Mapped[UUID]
    attempt_id: Mapped[UUID]
    item: Mapped[int]
    seq: Mapped[int]
    value: Mapped[list[str]] = mapped_column(ARRAY(Text))
    received_at: Mapped[datetime] = mapped_column(default=clock.now)


class AnswerEvent(Private, Base):
    """Every answer the player sent, in order; nothing is thrown away, also not what came late."""

    __tablename__ = "answer_event"
    __table_args__ = (
        within_house("attempt_id", "attempt"),
        Index(None, "tenant_id", "attempt_id", "received_at"),
        Index("ix_answer_event_person", "person_id"),
        one_of("kind", EventKind),
        {"comment": "Append-only log of saves and of answers that came late or were behind."},
    )
    person_column = "person_id"
    member_verbs = APPEND

    person_id: Mapped[UUID]
    attempt_id: Mapped[UUID]
    kind: Mapped[EventKind]
    item: Mapped[int | None]
    seq: Mapped[int | None]
    value: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    received_at: Mapped[datetime] = mapped_column(default=clock.now)


class Submission(Addressed, Base):
    """What was handed in: answers and receipt, written once by the person, addressed to Khối."""

    __tablename__ = "submission"
    __table_args__ = (
        *addressed_index(),
        within_house("person_id", "person"),
        within_house("attempt_id", "attempt"),
        between_houses("to_tenant_id", "exam_id", "exam"),
        between_houses("to_tenant_id", "paper_id", "paper"),
        UniqueConstraint("tenant_id", "attempt_id", "revision"),
        Index("ix_submission_person", "person_id"),
        Index(None, "to_tenant_id", "exam_id"),
        {"comment": "Answers as handed in or as held when time ran out, with their receipt."},
    )
    person_column = "person_id"
    staff_verbs = ("select",)
    member_verbs = APPEND

    person_id: Mapped[UUID]
    attempt_id: Mapped[UUID]
    exam_id: Mapped[UUID]
    paper_id: Mapped[UUID]
    revision: Mapped[int] = mapped_column(default=1)
    """Higher after a reopening or accepted late answers; the highest of an attempt counts."""
    answers: Mapped[dict[str, Any]] = mapped_column(JSONB)
    seconds: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """Time per item in seconds, from one save to the next; says nothing about when."""
    receipt: Mapped[str]
    is_expired: Mapped[bool] = mapped_column(default=False)
    answered_count: Mapped[int]
    submitted_at: Mapped[datetime]


class PaperReview(Owned, Base):
    """What a person may look back on: own answers beside the right ones; written when the policy allows it.

    Until Khối's job writes this row no key of the paper is anywhere the member door can read.
    """

    __tablename__ = "paper_review"
    __table_args__ = (
        within_house("exam_id", "exam"),
        between_houses("submission_tenant_id", "submission_id", "submission"),
        between_houses("submission_tenant_id", "person_id", "person"),
        UniqueConstraint("tenant_id", "submission_id"),
        Index("ix_paper_review_person", "person_id"),
        Index(None, "tenant_id", "exam_id"),
        {"comment": "Answers and keys of a handed-in paper, shown to its writer when the policy allows."},
    )
    person_column = "person_id"

    exam_id: Mapped[UUID]
    submission_tenant_id: Mapped[UUID]
    submission_id: Mapped[UUID]
    attempt_id: Mapped[UUID]
    person_id: Mapped[UUID]
    items: Mapped[list[Any]] = mapped_column(JSONB)
    remarks: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default=text("'{}'"))
    """What the markers wrote, without who wrote it."""
    mark: Mapped[Decimal] = mapped_column(MARK)
    shown_at: Mapped[datetime] = mapped_column(default=clock.now)
