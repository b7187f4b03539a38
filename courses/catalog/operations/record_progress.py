"""A lesson the learner finished or self-checked, written by the learner."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from courses.catalog.models import Lesson, LessonProgress
from courses.catalog.queries import find_self_check
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id


@operation
def complete_lesson(*, lesson_id: UUID) -> None:
    """Note that the learner has read the lesson to the end; a second time changes nothing.

    DomainError while a lesson that asks for it has not been self-checked.
    """
    progress = lock_progress(get_row(Lesson, lesson_id))
    if not may_finish(progress):
        raise DomainError("Bài này được tính là đã đọc khi đã trả lời hết các câu tự kiểm tra ở cuối bài.")
    finish(progress, clock.now())
    audit.record("lesson.completed", progress, lesson_id=lesson_id)


def may_finish(progress: LessonProgress) -> bool:
    """Tell whether a lesson counts as read once its reader says so."""
    questions = find_self_check(progress.lesson_id)
    needs_check = questions is not None and questions.is_required
    return not needs_check or bool(progress.completed_at or progress.self_checked_at)


def finish(progress: LessonProgress, at: datetime) -> None:
    """Note the lesson as read to its end; the first time stays."""
    progress.completed_at = progress.completed_at or at
    progress.position = 100


@operation
def note_self_check(*, lesson_id: UUID) -> None:
    """Note that the learner answered every self-check question; what was answered is not kept."""
    progress = lock_progress(get_row(Lesson, lesson_id))
    progress.self_checked_at = progress.self_checked_at or clock.now()
    audit.record("lesson.self_checked", progress, lesson_id=lesson_id)


def lock_progress(lesson: Lesson) -> LessonProgress:
    """Return the learner's row of the lesson, made when it is not there yet, locked."""
    if not lesson.is_taught:
        raise DomainError("Phần này học trên lớp, không có trang bài.")
    person_id = current_actor().person_id
    if person_id is None:
        raise DomainError("Chỉ người học mới ghi tiến độ.")
    db.session.execute(
        insert(LessonProgress)
        .values(
            tenant_id=current_tenant_id(),
            id=new_id(),
            person_id=person_id,
            lesson_tenant_id=lesson.tenant_id,
            lesson_id=lesson.id,
            position=0,
            seconds=0,
            place_section=0,
            place_share=0,
            place_device="",
            updated_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["tenant_id", "person_id", "lesson_id"])
    )
    row_id = db.session.scalars(
        select(LessonProgress.id).where(
            LessonProgress.person_id == person_id, LessonProgress.lesson_id == lesson.id
        )
    ).one()
    return lock(LessonProgress, row_id)
