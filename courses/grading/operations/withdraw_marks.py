"""Taking back the marks of what no longer counts: a void or reopened attempt, an older submission."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from courses.exams.queries.submitted import list_withdrawn
from courses.grading.models import ExamResult, ItemScore
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def withdraw_marks(*, attempt_id: UUID) -> None:
    """Supersede points and marks of the attempt's submissions that do not count; they stay on record."""
    withdrawn = list_withdrawn(attempt_id)
    for model in (ItemScore, ExamResult):
        db.session.execute(
            update(model)
            .where(
                model.tenant_id == current_tenant_id(),
                model.submission_id.in_(withdrawn),
                model.superseded_at.is_(None),
            )
            .values(superseded_at=clock.now())
        )
    audit.record("paper.marks_withdrawn", subject_id=attempt_id, submissions=len(withdrawn))
