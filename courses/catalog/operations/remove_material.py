"""A file that no longer belongs beside a lesson."""

from __future__ import annotations

from uuid import UUID

from courses.catalog.models import LessonMaterial
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def remove_material(*, lesson_material_id: UUID) -> UUID:
    """Take a file off the page of its lesson; a second time changes nothing. Return the lesson's id."""
    material = lock(LessonMaterial, lesson_material_id)
    if material.removed_at is None:
        material.removed_at = clock.now()
    audit.record("lesson.material_removed", material, file_name=material.file_name)
    return material.lesson_id
