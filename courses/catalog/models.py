"""What is taught: programmes as dated versions with their lessons, and how far each person has read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from courses.catalog.self_check import CheckQuestion, read_questions
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.files import FileColumns
from portal.kernel.tenancy import Owned, Private, Published, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND

MARK = Numeric(4, 2)
"""A mark on the 10-point scale, two decimals."""


class Programme(Published, Base):
    __tablename__ = "programme"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code"),
        {"comment": "A course of study; what is taught is in its versions."},
    )

    code: Mapped[str]
    title: Mapped[str]


class ProgrammeVersion(Published, Base):
    """The rules of one edition of a programme; a class keeps the version it was opened with."""

    __tablename__ = "programme_version"
    __table_args__ = (
        within_house("programme_id", "programme"),
        UniqueConstraint("tenant_id", "programme_id", "version"),
        CheckConstraint("screening_weight + reflection_weight = 100", name="weights"),
        {"comment": "A dated edition of a programme: periods, weights, pass mark, grades, legal basis."},
    )

    programme_id: Mapped[UUID]
    version: Mapped[str]
    basis: Mapped[str]
    valid_from: Mapped[date]
    required_periods: Mapped[int]
    attendance_percent: Mapped[int] = mapped_column(default=80)
    screening_weight: Mapped[int] = mapped_column(default=0)
    reflection_weight: Mapped[int] = mapped_column(default=100)
    pass_mark: Mapped[Decimal] = mapped_column(MARK, default=Decimal(5))
    screening_pass_mark: Mapped[Decimal | None] = mapped_column(MARK)
    """The final test must reach this mark before the thu hoạch counts; None: no such condition."""
    redo_limit: Mapped[int] = mapped_column(default=1)
    smallest_class: Mapped[int] = mapped_column(default=25)
    certificate_months: Mapped[int] = mapped_column(default=60)
    training_kind: Mapped[str] = mapped_column(default="awareness_class")
    grades: Mapped[list[Any]] = mapped_column(JSONB, default=list)


class Lesson(Published, Base):
    __tablename__ = "lesson"
    __table_args__ = (
        within_house("programme_version_id", "programme_version"),
        UniqueConstraint("tenant_id", "programme_version_id", "number"),
        {"comment": "One lesson: title, periods, and its page in Markdown."},
    )

    programme_version_id: Mapped[UUID]
    number: Mapped[int]
    title: Mapped[str]
    periods: Mapped[int]
    body: Mapped[str] = mapped_column(default="")
    is_taught: Mapped[bool] = mapped_column(default=True)
    """False for discussion, field visit, revision and writing: periods without a lesson page."""


class LessonSelfCheck(Published, Base):
    """One edition of the questions a reader asks of oneself; the highest number is in use."""

    __tablename__ = "lesson_self_check"
    __table_args__ = (
        within_house("lesson_id", "lesson"),
        UniqueConstraint("tenant_id", "lesson_id", "number"),
        {"comment": "Self-check questions of a lesson, edition by edition; each is written once."},
    )
    staff_verbs = APPEND

    lesson_id: Mapped[UUID]
    number: Mapped[int]
    text: Mapped[str]
    """As ``catalog.self_check`` reads it; empty: this edition has no questions."""
    is_required: Mapped[bool] = mapped_column(default=False)
    """The lesson counts as read only once its questions were answered, rightly or not."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def questions(self) -> tuple[CheckQuestion, ...]:
        """Return the questions; the text was read once before it was kept."""
        return read_questions(self.text)


class LessonMaterial(Published, FileColumns, Base):
    """A picture, paper, recording or film beside the text of a lesson.

    The text of an edition never changes once classes use it; what stands beside it may be added
    and taken off, and the audit trail tells who did.
    """

    __tablename__ = "lesson_material"
    __table_args__ = (
        within_house("lesson_id", "lesson"),
        Index(None, "tenant_id", "lesson_id"),
        {"comment": "Files shown beside the text of a lesson; captions are WebVTT."},
    )

    lesson_id: Mapped[UUID]
    title: Mapped[str]
    """What is seen or heard, also for those who cannot see the picture."""
    captions: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def medium(self) -> str:
        """Return how a page shows it: image, audio, video, or application for a paper to download."""
        return self.file_type.partition("/")[0]


class LessonProgress(Owned, Base):
    """How far one person has read one lesson; written by that person, seen by the house."""

    __tablename__ = "lesson_progress"
    __table_args__ = (
        within_house("person_id", "person"),
        between_houses("lesson_tenant_id", "lesson_id", "lesson"),
        UniqueConstraint("tenant_id", "person_id", "lesson_id"),
        Index("ix_lesson_progress_person", "person_id"),
        {"comment": "Where a person is in a lesson, and when it was finished."},
    )
    person_column = "person_id"
    member_verbs = ("select", "insert", "update")

    person_id: Mapped[UUID]
    lesson_tenant_id: Mapped[UUID]
    lesson_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(default=0)
    """Percent of the page scrolled through, the furthest ever."""
    seconds: Mapped[int] = mapped_column(default=0)
    completed_at: Mapped[datetime | None]
    self_checked_at: Mapped[datetime | None]
    """When every self-check question was answered for the first time; what was answered is not kept."""
    place_section: Mapped[int] = mapped_column(default=0)
    """The heading read last, from 1; 0 is what stands before the first."""
    place_share: Mapped[int] = mapped_column(default=0)
    """Per cent of that section."""
    place_device: Mapped[str] = mapped_column(default="")
    placed_at: Mapped[datetime | None]
    """When the reader was there, on whatever device was read last; None: nothing to go back to."""
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class ReadingNote(Private, Base):
    """A stretch of reading that was counted, so that nothing counts twice; nobody else sees it."""

    __tablename__ = "reading_note"
    __table_args__ = (
        within_house("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "note"),
        Index("ix_reading_note_person", "person_id"),
        {"comment": "Stretches of reading already counted, by the id their page gave them; kept four weeks."},
    )
    person_column = "person_id"
    member_verbs = ("select", "insert", "delete")

    person_id: Mapped[UUID]
    note: Mapped[UUID]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
