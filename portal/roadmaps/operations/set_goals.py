"""A school says what it wants of a cohort in each school year."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.roadmaps.models import CohortGoal
from portal.roadmaps.queries import lock_cohort
from portal.roadmaps.rules import Goal, school_years

MEASURES = {"listed": "vào danh sách", "taught": "học lớp bồi dưỡng", "admitted": "kết nạp"}


@operation
def set_goals(*, student_cohort_id: UUID, goals: Mapping[int, Goal]) -> None:
    """Write the goals of a cohort by school year; nobody can be wanted who does not study there."""
    row = lock_cohort(student_cohort_id)
    if set(goals) - set(school_years(row.first_year, row.graduates_on)):
        raise DomainError("Năm học không thuộc khóa này.")
    for measure, words in MEASURES.items():
        total = sum(getattr(goal, measure) for goal in goals.values())
        if total > row.students or any(getattr(goal, measure) < 0 for goal in goals.values()):
            raise DomainError(f"Cộng các năm: {total} người {words}, khóa chỉ có {row.students} sinh viên.")
    there = {
        goal.school_year: goal
        for goal in db.session.scalars(select(CohortGoal).where(CohortGoal.student_cohort_id == row.id))
    }
    for year, goal in goals.items():
        known = there.get(year) or CohortGoal(student_cohort_id=row.id, school_year=year)
        known.listed, known.taught, known.admitted = goal.listed, goal.taught, goal.admitted
        db.session.add(known)
    audit.record(
        "roadmap.goals_set",
        row,
        goals={str(year): [goal.listed, goal.taught, goal.admitted] for year, goal in goals.items()},
    )
