"""A cohort written by mistake is taken away."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select

from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation
from portal.roadmaps.models import CohortGoal, CohortStudent
from portal.roadmaps.queries import lock_cohort


@operation
def remove_cohort(*, student_cohort_id: UUID) -> None:
    """Remove a cohort with its goals; refused while somebody is in it."""
    row = lock_cohort(student_cohort_id)
    if db.session.scalar(select(CohortStudent.id).where(CohortStudent.student_cohort_id == row.id).limit(1)):
        raise RuleRefused("Khóa đang có sinh viên; đưa các em ra khỏi khóa trước.")
    db.session.execute(delete(CohortGoal).where(CohortGoal.student_cohort_id == row.id))
    audit.record("roadmap.cohort_removed", row, faculty=row.faculty, name=row.name)
    db.session.delete(row)
