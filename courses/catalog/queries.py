"""Reads about programmes, lessons and how far people have read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from courses.catalog.lesson_text import headings
from courses.catalog.models import (
    Lesson,
    LessonMaterial,
    LessonProgress,
    LessonSelfCheck,
    Programme,
    ProgrammeVersion,
)
from courses.catalog.rules import Reading, ReadingCount, reading_state
from portal.kernel import clock
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from courses.catalog.self_check import CheckQuestion


WORTH_GOING_BACK = 40
"""Per cent of the opening words; who read less begins again without being asked."""


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme version as lists show it."""

    version: ProgrammeVersion
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One part of a programme without its text, and how far the reader is in it."""

    id: UUID
    number: int
    title: str
    periods: int
    is_taught: bool
    position: int | None = None
    is_completed: bool = False

    @property
    def reading(self) -> Reading:
        return reading_state(self.position, is_completed=self.is_completed)


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where somebody stopped in a lesson, on which device, and when."""

    section: int
    heading: str
    share: int
    device: str
    at: datetime

    @property
    def anchor(self) -> str:
        """Return the id on the page to go back to."""
        return f"muc-{self.section}" if self.section else "main"


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson with its programme, its neighbours and the reader's place."""

    lesson: Lesson
    programme: ProgrammeRow
    lessons: list[LessonRow]
    progress: LessonProgress | None
    materials: list[LessonMaterial]
    self_check: LessonSelfCheck | None

    @property
    def questions(self) -> tuple[CheckQuestion, ...]:
        """Return the questions the reader may ask of oneself."""
        return self.self_check.questions if self.self_check else ()

    @property
    def must_self_check(self) -> bool:
        """Tell whether the lesson counts as read only after its questions."""
        return self.self_check is not None and self.self_check.is_required

    @property
    def has_self_checked(self) -> bool:
        return self.progress is not None and self.progress.self_checked_at is not None

    @property
    def minutes_read(self) -> int:
        """Return how long the reader has read the lesson, in whole minutes, on all devices together."""
        return self.progress.seconds // 60 if self.progress else 0

    @property
    def place(self) -> ReadingPlace | None:
        """Return where the reader stopped; None before the first words, and once the lesson is finished."""
        row = self.progress
        if row is None or row.placed_at is None or row.completed_at is not None:
            return None
        titles = headings(self.lesson.body)
        section = min(row.place_section, len(titles))
        if section == 0 and row.place_share < WORTH_GOING_BACK:
            return None
        heading = titles[section - 1] if section else ""
        return ReadingPlace(section, heading, row.place_share, row.place_device, row.placed_at)

    @property
    def next_lesson(self) -> LessonRow | None:
        """Return the next lesson that has a page."""
        later = (row for row in self.lessons if row.is_taught and row.number > self.lesson.number)
        return next(later, None)


_WITH_TITLE = select(ProgrammeVersion, Programme.code, Programme.title).join(
    Programme,
    and_(Programme.tenant_id == ProgrammeVersion.tenant_id, Programme.id == ProgrammeVersion.programme_id),
)


def list_programmes() -> list[ProgrammeRow]:
    """Return every programme version, the newest first."""
    statement = _WITH_TITLE.order_by(ProgrammeVersion.valid_from.desc(), Programme.code)
    return [ProgrammeRow(*row) for row in db.session.execute(statement)]


def get_programme(version_id: UUID) -> ProgrammeRow:
    """Return one programme version."""
    row = db.session.execute(_WITH_TITLE.where(ProgrammeVersion.id == version_id)).one_or_none()
    if row is None:
        raise NotFound
    return ProgrammeRow(*row)


def current_programme() -> ProgrammeRow | None:
    """Return the newest programme version in force today, or None when there is none."""
    statement = _WITH_TITLE.where(ProgrammeVersion.valid_from <= clock.today())
    row = db.session.execute(statement.order_by(ProgrammeVersion.valid_from.desc()).limit(1)).one_or_none()
    return ProgrammeRow(*row) if row else None


def list_lessons(version_id: UUID, *, person_id: UUID | None = None) -> list[LessonRow]:
    """Return the parts of a programme version in order, with one person's progress when asked."""
    columns = (Lesson.id, Lesson.number, Lesson.title, Lesson.periods, Lesson.is_taught)
    statement = select(*columns).where(Lesson.programme_version_id == version_id).order_by(Lesson.number)
    if person_id is None:
        return [LessonRow(*row) for row in db.session.execute(statement)]
    own = and_(LessonProgress.lesson_id == Lesson.id, LessonProgress.person_id == person_id)
    statement = statement.outerjoin(LessonProgress, own).add_columns(
        LessonProgress.position, LessonProgress.completed_at.is_not(None)
    )
    return [LessonRow(*row) for row in db.session.execute(statement)]


def get_lesson_page(lesson_id: UUID, *, person_id: UUID | None = None) -> LessonPage:
    """Return what the page of a lesson shows; NotFound for a part that has no page."""
    lesson = get_row(Lesson, lesson_id)
    if not lesson.is_taught:
        raise NotFound
    progress = None
    if person_id is not None:
        progress = db.session.scalar(
            select(LessonProgress).where(
                LessonProgress.person_id == person_id, LessonProgress.lesson_id == lesson.id
            )
        )
    version_id = lesson.programme_version_id
    return LessonPage(
        lesson,
        get_programme(version_id),
        list_lessons(version_id, person_id=person_id),
        progress,
        list_materials(lesson.id),
        find_self_check(lesson.id),
    )


def find_self_check(lesson_id: UUID) -> LessonSelfCheck | None:
    """Return the self-check questions in use, None when nobody wrote any."""
    return db.session.scalar(
        select(LessonSelfCheck)
        .where(LessonSelfCheck.lesson_id == lesson_id)
        .order_by(LessonSelfCheck.number.desc())
        .limit(1)
    )


def list_materials(lesson_id: UUID) -> list[LessonMaterial]:
    """Return what stands beside the text of a lesson, in the order it was added."""
    statement = select(LessonMaterial).where(
        LessonMaterial.lesson_id == lesson_id, LessonMaterial.removed_at.is_(None)
    )
    return list(db.session.scalars(statement.order_by(LessonMaterial.created_at, LessonMaterial.id)))


def get_material(material_id: UUID) -> LessonMaterial:
    """Return a file of a lesson; NotFound once it was taken off."""
    material = get_row(LessonMaterial, material_id)
    if material.removed_at is not None:
        raise NotFound
    return material


def count_reading(lessons: Collection[LessonRow]) -> ReadingCount:
    """Return how many lessons with a page are read to the end."""
    taught = [row for row in lessons if row.is_taught]
    return ReadingCount(sum(row.is_completed for row in taught), len(taught))


def completed_by_person(version_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many lessons of a programme version each person has read to the end.

    Only people whose rows the actor's door shows appear; a lecturer sees none.
    """
    statement = (
        select(LessonProgress.person_id, func.count())
        .join(
            Lesson,
            and_(Lesson.tenant_id == LessonProgress.lesson_tenant_id, Lesson.id == LessonProgress.lesson_id),
        )
        .where(
            LessonProgress.person_id.in_(person_ids),
            LessonProgress.completed_at.is_not(None),
            Lesson.programme_version_id == version_id,
        )
        .group_by(LessonProgress.person_id)
    )
    return dict(db.session.execute(statement).all())
