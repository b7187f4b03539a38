"""A school writes down a cohort; a new one begins with proposed goals."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.roadmaps.models import CohortGoal, StudentCohort
from portal.roadmaps.queries import lock_cohort
from portal.roadmaps.rules import LONGEST_COURSE, proposed_goals, school_years

LARGEST = 20_000
EARLIEST, LATEST = 2000, 2100


@operation
def save_cohort(
    *,
    student_cohort_id: UUID | None = None,
    faculty: str,
    name: str,
    first_year: int,
    graduates_on: date,
    students: int,
) -> UUID:
    """Write a cohort; return its id. The same faculty and name twice is a Conflict."""
    faculty, name = " ".join(faculty.split()), " ".join(name.split())
    _check(faculty, name, first_year, graduates_on, students)
    row = lock_cohort(student_cohort_id) if student_cohort_id else StudentCohort()
    same = select(StudentCohort.id).where(
        StudentCohort.tenant_id == current_tenant_id(),
        StudentCohort.faculty == faculty,
        StudentCohort.name == name,
    )
    if db.session.scalar(same) not in {None, student_cohort_id}:
        raise Conflict("Đã có khóa này của khoa.", field="name")
    row.faculty, row.name = faculty, name
    row.first_year, row.graduates_on, row.students = first_year, graduates_on, students
    db.session.add(row)
    db.session.flush()
    if student_cohort_id is None:
        _propose(row)
    audit.record("roadmap.cohort_saved", row, faculty=faculty, name=name, students=students)
    return row.id


def _check(faculty: str, name: str, first_year: int, graduates_on: date, students: int) -> None:
    if not faculty:
        raise DomainError("Ghi khoa, ngành.", field="faculty")
    if not name:
        raise DomainError("Ghi tên khóa.", field="name")
    if not EARLIEST <= first_year <= LATEST:
        raise DomainError("Ghi năm nhập học có bốn chữ số.", field="first_year")
    if not first_year < graduates_on.year <= first_year + LONGEST_COURSE:
        raise DomainError(
            f"Ngày tốt nghiệp phải sau năm nhập học, không quá {LONGEST_COURSE} năm.", field="graduates_on"
        )
    if not 0 <= students <= LARGEST:
        raise DomainError("Số sinh viên không hợp lý.", field="students")


def _propose(row: StudentCohort) -> None:
    years = school_years(row.first_year, row.graduates_on)
    for year, goal in zip(years, proposed_goals(row.students, len(years)), strict=True):
        db.session.add(
            CohortGoal(
                student_cohort_id=row.id,
                school_year=year,
                listed=goal.listed,
                taught=goal.taught,
                admitted=goal.admitted,
            )
        )
