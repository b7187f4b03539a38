"""The question bank of Khối: a question for life, its wording in versions that never change."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from courses.bank.review import ReviewOutcome, Standing, standing
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import Base
from portal.kernel.files import FileColumns
from portal.kernel.tenancy import Owned, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class Question(Owned, Base):
    """What stays the same while the wording changes; ``current_version`` is the number in use."""

    __tablename__ = "question"
    __table_args__ = (
        Index(None, "tenant_id", "lesson", "difficulty"),
        Index(None, "tenant_id", "fingerprint"),
        {"comment": "A question of the bank: lesson, difficulty, kind, and which version is in use."},
    )

    lesson: Mapped[str]
    difficulty: Mapped[str | None]
    """One of ``formats.question.Difficulty``; None while nobody has graded it."""
    kind: Mapped[str]
    current_version: Mapped[int] = mapped_column(default=1)
    fingerprint: Mapped[str]
    """Hash of the folded wording and options, by which an import knows what it has already."""
    folded_text: Mapped[str] = mapped_column(default="")
    """The current wording in small letters without tones, for searching."""
    external_id: Mapped[str] = mapped_column(default="")
    approved_version: Mapped[int | None]
    """The version somebody other than its author found fit; drawn only while it is the current one."""
    returned_version: Mapped[int | None]
    """The version that was sent back to its author."""
    retired_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def standing(self) -> Standing:
        """Return whether the present wording may be drawn."""
        return standing(
            current=self.current_version,
            approved=self.approved_version,
            returned=self.returned_version,
            is_retired=self.retired_at is not None,
        )


class QuestionVersion(Owned, Base):
    __tablename__ = "question_version"
    __table_args__ = (
        within_house("question_id", "question"),
        UniqueConstraint("tenant_id", "question_id", "number"),
        {"comment": "The wording, options and key of a question; written once."},
    )
    staff_verbs = APPEND

    question_id: Mapped[UUID]
    number: Mapped[int]
    text: Mapped[str]
    options: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    targets: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    """The right-hand column of a matching question."""
    key: Mapped[list[Any]] = mapped_column(JSONB)
    ignore_tones: Mapped[bool] = mapped_column(default=False)
    explanation: Mapped[str] = mapped_column(default="")
    points: Mapped[Decimal] = mapped_column(Numeric(6, 2), default=Decimal(1))
    pictures: Mapped[list[Any]] = mapped_column(JSONB, default=list, server_default=sql("'[]'"))
    """As ``formats.picture.Picture.to_json`` writes them."""
    written_by: Mapped[UUID | None] = mapped_column(default=lambda: current_actor().account_id)
    """The account of the author; None for the built-in operator."""
    author_name: Mapped[str] = mapped_column(default=lambda: current_actor().name)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class QuestionPicture(Owned, FileColumns, Base):
    """A picture as it was handed in for a question; versions and papers name it and its digest."""

    __tablename__ = "question_picture"
    __table_args__ = ({"comment": "Pictures of questions, by which the kept files are known and shown."},)
    staff_verbs = APPEND

    width: Mapped[int]
    height: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class QuestionReview(Owned, Base):
    """What somebody said about one version of a question before it may be drawn."""

    __tablename__ = "question_review"
    __table_args__ = (
        within_house("question_id", "question"),
        Index(None, "tenant_id", "question_id"),
        one_of("outcome", ReviewOutcome),
        {"comment": "Who found a version of a question fit to be drawn, or sent it back and why."},
    )
    staff_verbs = APPEND

    question_id: Mapped[UUID]
    version: Mapped[int]
    outcome: Mapped[ReviewOutcome]
    note: Mapped[str] = mapped_column(default="")
    reviewed_by: Mapped[UUID | None]
    reviewer_name: Mapped[str]
    reviewed_at: Mapped[datetime] = mapped_column(default=clock.now)


class QuestionImport(Owned, Base):
    """A file of questions: read first, then taken in; the file is kept, encrypted, in between."""

    __tablename__ = "question_import"
    __table_args__ = (
        Index(None, "tenant_id", "created_at"),
        {"comment": "Files of questions: what was found in them and what was taken into the bank."},
    )

    file_name: Mapped[str]
    format: Mapped[str]
    report: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    file_sealed: Mapped[str | None]
    accepted_count: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    imported_at: Mapped[datetime | None]
