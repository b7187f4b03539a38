"""A school plans by cohort and school year, and hears who would graduate before the decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import session_as
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.people.models import SourceGroup
from portal.roadmaps.operations.place_students import place_students, take_out_student
from portal.roadmaps.operations.remove_cohort import remove_cohort
from portal.roadmaps.operations.save_cohort import save_cohort
from portal.roadmaps.operations.set_goals import set_goals
from portal.roadmaps.queries import cohort_line, list_at_risk, list_schools, list_unplaced, show_roadmap
from portal.roadmaps.rules import (
    Goal,
    Verdict,
    Way,
    expected_decision,
    judge,
    proposed_goals,
    school_year_of,
    school_years,
)
from tests.portal.candidates.builders import a_candidate, a_certificate, a_helper, in_house, travel

TODAY = date(2026, 11, 23)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def due(resolved: date) -> date:
    return resolved + timedelta(days=63)


def expected(way: Way, today: date = TODAY) -> date:
    return expected_decision(way, today, decision_due=due, help_months=12)


def test_a_school_year_begins_on_the_first_of_september():
    assert [school_year_of(day) for day in (date(2026, 8, 31), date(2026, 9, 1))] == [2025, 2026]
    assert school_years(2023, date(2027, 6, 30)) == [2023, 2024, 2025, 2026]


@given(st.integers(0, 20_000), st.integers(1, 8))
def test_the_proposal_spreads_what_it_promises(students, years):
    goals = proposed_goals(students, years)
    assert len(goals) == years
    for measure, share in (("listed", 80), ("taught", 60), ("admitted", 40)):
        assert sum(getattr(goal, measure) for goal in goals) == students * share // 1000
    if years > 1:
        assert (goals[-1].listed, goals[0].taught, goals[0].admitted) == (0, 0, 0)


@given(days, days)
def test_whoever_is_helped_longer_is_not_decided_later(one, other):
    earlier, later = sorted((one, other))
    assert expected(Way(earlier, None, None)) <= expected(Way(later, None, None))
    assert expected(Way(None, None, None)) >= expected(Way(TODAY, None, None))


@pytest.mark.parametrize(
    ("way", "day"),
    [
        (Way(date(2025, 1, 1), None, None), due(TODAY)),
        (Way(date(2026, 10, 1), None, None), due(date(2027, 10, 1))),
        (Way(None, None, None), due(date(2027, 11, 23))),
        (Way(date(2025, 1, 1), date(2026, 11, 2), None), due(date(2026, 11, 2))),
        (Way(date(2025, 1, 1), date(2026, 1, 2), None), TODAY),
        (Way(date(2025, 1, 1), date(2026, 1, 2), date(2026, 3, 3)), date(2026, 3, 3)),
    ],
)
def test_the_day_of_the_decision(way, day):
    assert expected(way) == day


@pytest.mark.parametrize(
    ("graduates_on", "verdict"),
    [
        (date(2026, 10, 1), Verdict.GRADUATED),
        (date(2027, 1, 24), Verdict.LATE),
        (date(2027, 1, 25), Verdict.NARROW),
        (date(2027, 3, 25), Verdict.NARROW),
        (date(2027, 3, 26), Verdict.IN_TIME),
    ],
)
def test_who_graduates_first(graduates_on, verdict):
    way = Way(date(2025, 1, 1), None, None)
    assert judge(way, graduates_on, TODAY, expected(way)) is verdict
    done = Way(None, None, date(2026, 3, 3))
    assert judge(done, graduates_on, TODAY, expected(done)) is Verdict.DECIDED


@pytest.fixture(autouse=True)
def _context(app, request):
    if "client_as" in request.fixturenames:
        yield
        return
    with app.app_context():
        yield


def a_cohort(**values):
    year = school_year_of(clock.today())
    there = {
        "faculty": "Khoa Kinh tế",
        "name": "K45",
        "first_year": year - 3,
        "graduates_on": date(year + 1, 6, 30),
        "students": 250,
    }
    return save_cohort(**(there | values))


def a_student(name: str, **values):
    return a_candidate(name, source_group=SourceGroup.STUDENT, **values)


def test_a_cohort_counts_its_students_by_school_year(cast):
    with in_house(cast.an):
        cohort_id = a_cohort()
        helped, alone, admitted = a_student("Lê An"), a_student("Lê Bình"), a_student("Lê Chi")
        a_candidate("Lê Không Học")
        assert [name for _key, name, _stage in list_unplaced()] == ["Lê An", "Lê Bình", "Lê Chi"]
        a_helper(helped)
        a_certificate(helped, issued_on=clock.today())
        travel(admitted, Stage.DECIDED)
        assert place_students(student_cohort_id=cohort_id, candidate_ids=[helped, alone, admitted]) == 3
        line = cohort_line(cohort_id)
        assert line.reached == Goal(3, 1, 1)
        year = line.of_year(school_year_of(clock.today()))
        assert (year.actual.taught, year.actual.admitted) == (1, 1)
        assert [(row.name, row.verdict) for row in line.at_risk] == [("Lê Bình", Verdict.LATE)]
        assert [student.name for _cohort, student in list_at_risk()] == ["Lê Bình"]
        a_helper(alone, starts_on=clock.today() - timedelta(days=400))
        assert list_at_risk() == []
        take_out_student(candidate_id=alone)
        assert cohort_line(cohort_id).reached.listed == 2
        with pytest.raises(RuleRefused, match="đang có sinh viên"):
            remove_cohort(student_cohort_id=cohort_id)


def test_goals_stay_within_the_cohort_and_its_years(cast):
    with in_house(cast.an):
        cohort_id = a_cohort(students=40)
        year = school_year_of(clock.today())
        set_goals(student_cohort_id=cohort_id, goals={year: Goal(3, 2, 1)})
        assert cohort_line(cohort_id).of_year(year).goal == Goal(3, 2, 1)
        for goals, words in (
            ({year: Goal(41, 0, 0)}, "chỉ có 40 sinh viên"),
            ({year + 5: Goal(1, 0, 0)}, "không thuộc khóa"),
        ):
            with pytest.raises(DomainError, match=words):
                set_goals(student_cohort_id=cohort_id, goals=goals)
        remove_cohort(student_cohort_id=cohort_id)
        with pytest.raises(NotFound):
            cohort_line(cohort_id)


def test_what_a_cohort_cannot_be_is_refused_beside_its_field(cast):
    with in_house(cast.an):
        a_cohort()
        with pytest.raises(Conflict):
            a_cohort()
        for values, where in (
            ({"faculty": " "}, "faculty"),
            ({"name": " "}, "name"),
            ({"first_year": 23}, "first_year"),
            ({"graduates_on": date(2001, 1, 1)}, "graduates_on"),
            ({"students": -1}, "students"),
        ):
            with pytest.raises(DomainError) as refused:
                a_cohort(**({"name": "K46"} | values))
            assert refused.value.field == where


def test_another_school_reads_and_writes_nothing(cast):
    with in_house(cast.an):
        cohort_id, student = a_cohort(), a_student("Lê An")
    with in_house(cast.chi):
        mine = a_cohort()
        for operation in (
            lambda: cohort_line(cohort_id),
            lambda: show_roadmap(cast.house_a),
            lambda: place_students(student_cohort_id=mine, candidate_ids=[student]),
            lambda: place_students(student_cohort_id=cohort_id, candidate_ids=[student]),
        ):
            with pytest.raises(NotFound):
                operation()


def test_khoi_sees_every_school(cast):
    with in_house(cast.an):
        place_students(student_cohort_id=a_cohort(), candidate_ids=[a_student("Lê An")])
    with session_as(cast.giang.actor(reading=True)):
        [school] = list_schools()
        assert [student.name for _cohort, student in school.at_risk] == ["Lê An"]
        assert show_roadmap(school.house_id).at_risk == school.at_risk


@pytest.mark.parametrize("n", [1, 3])
def test_the_pages(app, client_as, cast, statements, n):
    an = client_as(cast.an)
    assert "Chưa có khóa nào" in an.get("/roadmaps").text
    year = school_year_of(clock.today())
    typed = {
        "faculty": "Khoa Kinh tế",
        "name": "K45",
        "first_year": str(year - 3),
        "graduates_on": f"30/06/{year + 1}",
    }
    wrong = an.post("/roadmaps/new", data=typed | {"students": "nhiều"})
    assert (wrong.status_code, "Khoa Kinh tế" in wrong.text) == (422, True)
    there = an.post("/roadmaps/new", data=typed | {"students": "250"}).headers["Location"]
    with app.app_context(), in_house(cast.an):
        ids = [a_student(name) for name in ("Lê An", "Lê Bình", "Lê Chi")[:n]]
    assert an.post(f"{there}/students", data={}).status_code == 422
    assert an.post(f"{there}/students", data={"candidate_ids": ids}).status_code == 302
    assert an.post(f"{there}/students", data={"candidate_ids": ids}).status_code == 422, "no longer offered"
    refused = an.post(
        f"{there}/goals", data={"rows-0-year": str(year - 3), "rows-0-listed": "900", "rows-0-taught": ""}
    )
    assert (refused.status_code, "chỉ có 250 sinh viên" in refused.text, "900" in refused.text) == (
        422,
        True,
        True,
    )
    counts = []
    for address in ("/roadmaps", there):
        with statements() as sent:
            page = an.get(address).text
        assert "ra trường trước quyết định" in page
        counts.append(len(sent))
    assert counts == [6, 7]
    assert "có thể ra trường trước khi có quyết định" in an.get("/inbox").text
    assert client_as(cast.chi).get(there).status_code == 404
    assert client_as(cast.em).get("/roadmaps").status_code == 403
    khoi = client_as(cast.giang)
    assert "ra trường trước" in khoi.get(there).text
    assert khoi.get("/roadmaps?house=rubbish").status_code == 404
    assert khoi.post(f"{there}/remove").status_code == 403
