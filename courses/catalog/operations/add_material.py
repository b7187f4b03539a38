"""A picture, a paper, a recording or a film beside the text of a lesson."""

from __future__ import annotations

from uuid import UUID

from courses.catalog.captions import CaptionMistake, read_captions
from courses.catalog.models import Lesson, LessonMaterial
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.file_kinds import FILMS, IMAGES, SOUNDS, FileKind
from portal.kernel.files import MEGABYTE, keep_file
from portal.kernel.operation import operation

ACCEPTED = IMAGES | SOUNDS | FILMS | {FileKind.PDF}
LARGEST_MEGABYTES = 15
"""What one request may carry (16 MB), less its envelope."""


@operation
def add_material(*, lesson_id: UUID, title: str, content: bytes, name: str, captions: bytes = b"") -> UUID:
    """Keep a file beside a lesson of the own house, with captions if it is a film; return its id."""
    lesson = lock(Lesson, lesson_id)
    if not lesson.is_taught:
        raise DomainError("Phần này học trên lớp, không có trang bài.")
    if not title.strip():
        raise DomainError("Ghi tên tài liệu.", field="title")
    words = _captions(captions)
    kept = keep_file(content, name, accept=ACCEPTED, largest=LARGEST_MEGABYTES * MEGABYTE)
    if words and not kept.media_type.startswith("video/"):
        raise DomainError("Phụ đề chỉ đi cùng video.", field="captions")
    material = LessonMaterial(lesson_id=lesson.id, title=title.strip(), captions=words, **kept.columns())
    db.session.add(material)
    db.session.flush()
    audit.record("lesson.material_added", material, lesson_id=lesson.id, file_name=kept.name)
    return material.id


def _captions(content: bytes) -> str:
    if not content:
        return ""
    try:
        return read_captions(content)
    except CaptionMistake as mistake:
        raise DomainError(str(mistake), field="captions") from mistake
