"""The roadmap of the university among the sample houses: three cohorts, its students placed. All invented."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.organizations.queries import find_operator
from portal.roadmaps.models import StudentCohort
from portal.roadmaps.operations.place_students import place_students
from portal.roadmaps.operations.save_cohort import save_cohort
from portal.roadmaps.queries import list_unplaced
from portal.roadmaps.rules import school_year_of

ORDER = 56
HOUSE = "K57"
COHORTS = (
    ("Khoa Sư phạm Toán – Tin", -3, 1, 210),
    ("Khoa Kinh tế", -3, 1, 260),
    ("Khoa Kinh tế", -1, 3, 280),
)
"""Faculty, first school year and year of graduation counted from the present school year, students."""
JUNE, LAST_DAY = 6, 30


def load() -> None:
    """Write the cohorts and put the students of the list into them in turn, on an empty table."""
    with session_as(find_operator(HOUSE)):
        if db.session.scalar(select(func.count()).select_from(StudentCohort)):
            return
        year = school_year_of(clock.today())
        cohorts = [
            save_cohort(
                faculty=faculty,
                name=f"K{year + first - 1978}",
                first_year=year + first,
                graduates_on=date(year + last, JUNE, LAST_DAY),
                students=students,
            )
            for faculty, first, last, students in COHORTS
        ]
        people = [candidate_id for candidate_id, _name, _stage in list_unplaced()]
        people = people[: len(people) * 5 // 6]
        for place, cohort_id in enumerate(cohorts):
            if people[place :: len(cohorts)]:
                place_students(student_cohort_id=cohort_id, candidate_ids=people[place :: len(cohorts)])
