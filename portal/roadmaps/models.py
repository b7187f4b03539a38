"""Cohorts of students, what a school wants of each in a school year, and who of the list is in which."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house


class StudentCohort(Owned, Base):
    """Students of a faculty who began together; ``students`` is the whole cohort, a count without names.

    ``first_year`` is the calendar year in which their first school year begins.
    """

    __tablename__ = "student_cohort"
    __table_args__ = (
        UniqueConstraint("tenant_id", "faculty", "name"),
        CheckConstraint("students >= 0", name="students"),
        CheckConstraint("first_year between 2000 and 2200", name="first_year"),
        {"comment": "Cohorts of students of a school: faculty, years, how many."},
    )

    faculty: Mapped[str]
    name: Mapped[str]
    first_year: Mapped[int]
    graduates_on: Mapped[date]
    students: Mapped[int]


class CohortGoal(Owned, Base):
    """How many of a cohort are to be listed, taught and admitted in one school year."""

    __tablename__ = "cohort_goal"
    __table_args__ = (
        within_house("student_cohort_id", "student_cohort"),
        UniqueConstraint("tenant_id", "student_cohort_id", "school_year"),
        CheckConstraint("listed >= 0 and taught >= 0 and admitted >= 0", name="counts"),
        {"comment": "What a school wants of a cohort in a school year, in people."},
    )

    student_cohort_id: Mapped[UUID]
    school_year: Mapped[int]
    listed: Mapped[int] = mapped_column(default=0)
    taught: Mapped[int] = mapped_column(default=0)
    admitted: Mapped[int] = mapped_column(default=0)


class CohortStudent(Owned, Base):
    """A person of the list and the cohort he or she studies in; one cohort a person."""

    __tablename__ = "cohort_student"
    __table_args__ = (
        within_house("student_cohort_id", "student_cohort"),
        within_house("candidate_id", "candidate"),
        UniqueConstraint("tenant_id", "candidate_id"),
        Index(None, "tenant_id", "student_cohort_id"),
        {"comment": "Which followed person studies in which cohort."},
    )

    student_cohort_id: Mapped[UUID]
    candidate_id: Mapped[UUID]
