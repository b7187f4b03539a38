"""Scores and results: Khối's rows. A correction is a new row that supersedes the old one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from courses.catalog.models import MARK
from courses.grading.outcomes import Outcome
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Owned, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND, READ
from portal.organizations.models import one_of


class ItemScore(Owned, Base):
    """Points of one item of a submission, by the machine or by a marker."""

    __tablename__ = "item_score"
    __table_args__ = (
        between_houses("submission_tenant_id", "submission_id", "submission"),
        Index(None, "tenant_id", "submission_id", "item"),
        Index(
            "uq_item_score_current",
            "tenant_id",
            "submission_id",
            "item",
            unique=True,
            postgresql_where=text("superseded_at is null"),
        ),
        {"comment": "Points given to one item; at most one row of an item is current."},
    )

    submission_tenant_id: Mapped[UUID]
    submission_id: Mapped[UUID]
    item: Mapped[int]
    points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    out_of: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    scored_by: Mapped[str]
    scored_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]


class Marking(Owned, Base):
    """One marker's reading of one thu hoạch, under a code instead of the name."""

    __tablename__ = "marking"
    __table_args__ = (
        between_houses("submission_tenant_id", "submission_id", "submission"),
        UniqueConstraint("tenant_id", "submission_id", "round", "marker_account_id"),
        Index(None, "tenant_id", "marker_account_id", "marked_at"),
        CheckConstraint("mark between 0 and 10", name="mark"),
        {"comment": "A marker, a coded paper, the mark on the 10-point scale and the remark."},
    )

    submission_tenant_id: Mapped[UUID]
    submission_id: Mapped[UUID]
    exam_id: Mapped[UUID]
    code: Mapped[str]
    round: Mapped[int] = mapped_column(default=1)
    marker_account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    mark: Mapped[Decimal | None] = mapped_column(MARK)
    points: Mapped[list[Decimal]] = mapped_column(ARRAY(MARK), default=list, server_default=text("'{}'"))
    """By criterion of the rubric, in its order; empty where the paper has none."""
    remark: Mapped[str] = mapped_column(default="")
    assigned_at: Mapped[datetime] = mapped_column(default=clock.now)
    marked_at: Mapped[datetime | None]


class ExamResult(Addressed, Base):
    """The mark of one attempt on the 10-point scale; at most one current row an attempt."""

    __tablename__ = "exam_result"
    __table_args__ = (
        *addressed_index(),
        within_house("exam_id", "exam"),
        between_houses("to_tenant_id", "person_id", "person"),
        between_houses("to_tenant_id", "submission_id", "submission"),
        Index(
            "uq_exam_result_current",
            "tenant_id",
            "submission_id",
            unique=True,
            postgresql_where=text("superseded_at is null"),
        ),
        Index("ix_exam_result_person", "person_id"),
        Index(None, "tenant_id", "exam_id"),
        {"comment": "Mark of one attempt; a regrade supersedes it."},
    )
    person_column = "person_id"

    exam_id: Mapped[UUID]
    person_id: Mapped[UUID]
    submission_id: Mapped[UUID]
    attempt_number: Mapped[int]
    mark: Mapped[Decimal] = mapped_column(MARK)
    is_passed: Mapped[bool]
    scored_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]


class KeyCorrection(Owned, Base):
    """A key found wrong after papers were drawn: what counts instead, why, and whose marks it changed."""

    __tablename__ = "key_correction"
    __table_args__ = (
        within_house("exam_id", "exam"),
        within_house("question_version_id", "question_version"),
        Index(None, "tenant_id", "exam_id", "corrected_at"),
        {"comment": "Corrected keys of an exam with the marks before and after."},
    )
    staff_verbs = APPEND

    exam_id: Mapped[UUID]
    question_version_id: Mapped[UUID]
    answers: Mapped[list[Any]] = mapped_column(JSONB)
    """In the ids of the bank."""
    ignore_tones: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str]
    changes: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    """Submission, mark before, mark after of every mark that changed."""
    corrected_by: Mapped[str]
    corrected_at: Mapped[datetime] = mapped_column(default=clock.now)


class Appeal(Addressed, Base):
    """A person asks for a mark to be looked at again (phúc khảo); written by that person."""

    __tablename__ = "appeal"
    __table_args__ = (
        *addressed_index(),
        within_house("person_id", "person"),
        between_houses("to_tenant_id", "exam_result_id", "exam_result"),
        UniqueConstraint("tenant_id", "exam_result_id"),
        Index("ix_appeal_person", "person_id"),
        {"comment": "Requests to mark a submission again, with the reason."},
    )
    person_column = "person_id"
    staff_verbs = READ
    member_verbs = APPEND

    person_id: Mapped[UUID]
    exam_result_id: Mapped[UUID]
    reason: Mapped[str]
    appealed_at: Mapped[datetime] = mapped_column(default=clock.now)


class AppealAnswer(Addressed, Base):
    """What Khối answered to an appeal: the mark stands, or another one takes its place."""

    __tablename__ = "appeal_answer"
    __table_args__ = (
        *addressed_index(),
        between_houses("to_tenant_id", "appeal_id", "appeal"),
        between_houses("to_tenant_id", "person_id", "person"),
        UniqueConstraint("tenant_id", "appeal_id"),
        Index("ix_appeal_answer_person", "person_id"),
        CheckConstraint("mark between 0 and 10", name="mark"),
        {"comment": "Answers to appeals: mark before, mark after, reason."},
    )
    person_column = "person_id"
    staff_verbs = APPEND

    appeal_id: Mapped[UUID]
    person_id: Mapped[UUID]
    mark_before: Mapped[Decimal] = mapped_column(MARK)
    mark: Mapped[Decimal] = mapped_column(MARK)
    reason: Mapped[str]
    answered_by: Mapped[str]
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)


class ClassResult(Addressed, Base):
    """A person's result in a class, proposed from marks and attendance, approved by a decision."""

    __tablename__ = "class_result"
    __table_args__ = (
        *addressed_index(),
        within_house("class_run_id", "class_run"),
        within_house("enrolment_id", "enrolment"),
        between_houses("to_tenant_id", "person_id", "person"),
        Index(
            "uq_class_result_current",
            "tenant_id",
            "enrolment_id",
            unique=True,
            postgresql_where=text("superseded_at is null"),
        ),
        Index("ix_class_result_person", "person_id"),
        one_of("outcome", Outcome),
        {"comment": "Final mark, grade and whether the class was completed, with the recognising decision."},
    )
    person_column = "person_id"

    class_run_id: Mapped[UUID]
    enrolment_id: Mapped[UUID]
    person_id: Mapped[UUID]
    screening_mark: Mapped[Decimal | None] = mapped_column(MARK)
    reflection_mark: Mapped[Decimal | None] = mapped_column(MARK)
    final_mark: Mapped[Decimal | None] = mapped_column(MARK)
    grade: Mapped[str] = mapped_column(default="")
    attended_periods: Mapped[int]
    required_periods: Mapped[int]
    is_completed: Mapped[bool]
    outcome: Mapped[Outcome]
    reasons: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    decision_no: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    computed_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]
