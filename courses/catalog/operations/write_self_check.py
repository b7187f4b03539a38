"""The questions a reader of a lesson asks of oneself, edition by edition."""

from __future__ import annotations

from uuid import UUID

from courses.catalog.models import Lesson, LessonSelfCheck
from courses.catalog.queries import find_self_check
from courses.catalog.self_check import SelfCheckMistake, read_questions, write_questions
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def write_self_check(*, lesson_id: UUID, text: str, is_required: bool, number: int) -> int:
    """Write the next edition of a lesson's questions and use it from now on; return its number.

    ``number`` is the edition the author had before the eyes, 0 for none. A save that changes nothing
    is dropped; an empty text takes the questions off. Lessons finished before stay finished.
    """
    lesson = lock(Lesson, lesson_id)
    if not lesson.is_taught:
        raise DomainError("Phần này học trên lớp, không có trang bài.")
    try:
        questions = read_questions(text)
    except SelfCheckMistake as mistake:
        raise DomainError(str(mistake), field="text") from mistake
    if is_required and not questions:
        raise DomainError("Chưa có câu nào để bắt buộc trả lời.", field="is_required")
    before = find_self_check(lesson.id)
    if number != (before.number if before else 0):
        raise Conflict("Câu tự kiểm tra đã được người khác sửa. Mở lại trang để xem bản mới.")
    tidy = write_questions(questions)
    if (tidy, is_required) == ((before.text, before.is_required) if before else ("", False)):
        audit.record("lesson.self_check_left_unchanged", lesson, number=number)
        return number
    edition = LessonSelfCheck(lesson_id=lesson.id, number=number + 1, text=tidy, is_required=is_required)
    db.session.add(edition)
    audit.record(
        "lesson.self_check_written",
        edition,
        lesson_id=lesson.id,
        number=edition.number,
        questions=len(questions),
    )
    return edition.number
