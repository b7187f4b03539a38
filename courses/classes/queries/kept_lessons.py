"""Which lessons somebody may keep on a device: those of the own class, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from courses.catalog.models import Lesson, LessonMaterial
from courses.classes.models import ClassRun, Enrolment
from portal.kernel.database import db

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

PAGE_BYTES = 320_000
"""About what a page without files takes, its look and scripts included."""
NOT_KEPT = "video/%"
"""Films are too large for a telephone's room; they are watched with the network."""


@dataclass(frozen=True, slots=True)
class KeepableLesson:
    """A lesson of the own class and about how much room it takes, in bytes."""

    id: UUID
    number: int
    title: str
    bytes: int


def list_keepable(person_id: UUID) -> list[KeepableLesson]:
    """Return the lessons with a page of the latest class a person is in; one statement."""
    return [KeepableLesson(*row) for row in db.session.execute(_keepable(person_id))]


def find_keepable(person_id: UUID, lesson_id: UUID) -> KeepableLesson | None:
    """Return one lesson if the person's own class teaches it."""
    row = db.session.execute(_keepable(person_id, Lesson.id == lesson_id)).one_or_none()
    return KeepableLesson(*row) if row else None


def _keepable(person_id: UUID, *conditions: ColumnElement[bool]) -> Select[Any]:
    version = (
        select(ClassRun.programme_version_id)
        .join(
            Enrolment, and_(ClassRun.tenant_id == Enrolment.tenant_id, ClassRun.id == Enrolment.class_run_id)
        )
        .where(Enrolment.person_id == person_id, Enrolment.left_on.is_(None))
        .order_by(ClassRun.starts_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    files = (
        select(func.coalesce(func.sum(LessonMaterial.file_size), 0))
        .where(
            LessonMaterial.lesson_id == Lesson.id,
            LessonMaterial.removed_at.is_(None),
            LessonMaterial.file_type.not_like(NOT_KEPT),
        )
        .correlate(Lesson)
        .scalar_subquery()
    )
    return (
        select(Lesson.id, Lesson.number, Lesson.title, files + func.length(Lesson.body) + PAGE_BYTES)
        .where(Lesson.programme_version_id == version, Lesson.is_taught, *conditions)
        .order_by(Lesson.number)
    )
