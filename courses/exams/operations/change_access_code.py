"""A new access code, when the old one was forgotten or got about."""

from __future__ import annotations

from uuid import UUID

from courses.exams.access_code import code_hash
from courses.exams.models import Exam
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def change_access_code(*, exam_id: UUID, access_code: str) -> None:
    """Ask for this code from now on, for none when it is empty; who has started goes on without it."""
    exam = lock(Exam, exam_id)
    exam.access_code_hash = code_hash(access_code) if access_code.strip() else None
    audit.record("exam.access_code_changed", exam, has_code=exam.access_code_hash is not None)
