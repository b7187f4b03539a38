"""A school says who of the list studies in which cohort."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from portal.candidates.queries.access import lock_candidate
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.operation import operation
from portal.roadmaps.models import CohortStudent
from portal.roadmaps.queries import lock_cohort


@operation
def place_students(*, student_cohort_id: UUID, candidate_ids: Sequence[UUID]) -> int:
    """Put followed people into a cohort, out of another one if need be; return how many."""
    if not candidate_ids:
        raise DomainError("Chọn ít nhất một sinh viên.", field="candidate_ids")
    cohort = lock_cohort(student_cohort_id)
    for candidate_id in sorted(set(candidate_ids)):
        candidate = lock_candidate(candidate_id)
        row = _place_of(candidate.id) or CohortStudent(candidate_id=candidate.id)
        row.student_cohort_id = cohort.id
        db.session.add(row)
        db.session.flush()
        audit.record("roadmap.student_placed", row, candidate_id=candidate.id)
    return len(set(candidate_ids))


@operation
def take_out_student(*, candidate_id: UUID) -> None:
    """Take a person out of the cohort; he or she stays on the list."""
    row = _place_of(lock_candidate(candidate_id).id)
    if row is None:
        raise NotFound
    audit.record("roadmap.student_taken_out", row, candidate_id=candidate_id)
    db.session.delete(row)


def _place_of(candidate_id: UUID) -> CohortStudent | None:
    return db.session.scalars(
        select(CohortStudent).where(CohortStudent.candidate_id == candidate_id)
    ).one_or_none()
