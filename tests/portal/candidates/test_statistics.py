from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.candidates import statistics as figures
from portal.candidates.operations.correct_stage import correct_stage
from portal.candidates.queries.statistics import get_outcomes, list_movements
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.people.labels import EDUCATION, SOURCE_GROUP
from portal.people.models import Education, SourceGroup
from tests.portal.candidates.builders import a_candidate, a_certificate, in_house, step, travel

HOUSE = UUID(int=1)
LABELS = {
    "education": {level.value: label for level, label in EDUCATION.items()},
    "source_group": {group.value: label for group, label in SOURCE_GROUP.items()},
}
movements = st.lists(
    st.builds(
        figures.Movement,
        house_id=st.just(HOUSE),
        is_female=st.booleans(),
        is_minority=st.booleans(),
        has_religion=st.booleans(),
        youth_member=st.booleans(),
        trade_union_member=st.booleans(),
        education=st.sampled_from(["", *(level.value for level in Education)]),
        source_group=st.sampled_from([group.value for group in SourceGroup]),
        age=st.integers(18, 70),
        people=st.integers(1, 6),
    ),
    max_size=25,
)


@given(movements)
def test_the_lines_of_a_partition_add_up_to_the_total(rows):
    for part in figures.breakdowns(rows, **LABELS, hides_few=False):
        if part.is_partition:
            assert sum(line.people for line in part.lines) == figures.total(rows)


@given(movements)
def test_no_small_figure_is_shown_and_none_follows_by_subtraction(rows):
    everybody = figures.total(rows)
    open_parts = figures.breakdowns(rows, **LABELS, hides_few=False)
    for part, whole in zip(figures.breakdowns(rows, **LABELS, hides_few=True), open_parts, strict=True):
        shown = [line.people for line in part.lines if line.people is not None]
        hidden = [
            known.people for line, known in zip(part.lines, whole.lines, strict=True) if line.people is None
        ]
        assert not any(0 < people < figures.FEW for people in shown)
        if part.is_partition and any(0 < people < figures.FEW for people in hidden):
            assert len(hidden) > 1
            rest = everybody - sum(shown)
            alone = [people for people in hidden if people]
            assert rest >= figures.FEW or len(alone) == len([one for one in whole.lines if one.people])
        if not part.is_partition:
            assert not any(0 < everybody - people < figures.FEW for people in shown)


def test_hiding_changes_nothing_where_every_figure_is_large():
    rows = [
        figures.Movement(HOUSE, female, True, True, True, True, "university", "medical", age, 5)
        for female in (True, False)
        for age in (25, 33)
    ]
    assert figures.breakdowns(rows, **LABELS, hides_few=True) == figures.breakdowns(
        rows, **LABELS, hides_few=False
    )


@pytest.mark.parametrize(
    ("age", "band"), [(18, "18–30"), (30, "18–30"), (31, "31–35"), (60, "56–60"), (61, "Trên 60")]
)
def test_ages_fall_in_the_usual_bands(age, band):
    assert figures.age_band(age) == band


def test_the_mean_age_counts_people_not_kinds():
    young = figures.Movement(HOUSE, True, False, False, True, True, "", "medical", 20, 3)
    old = figures.Movement(HOUSE, True, False, False, True, True, "", "medical", 40, 1)
    assert figures.mean_age([young, old]) == 25.0
    assert figures.mean_age([]) is None


def of_house(someone, since, until):
    return {"since": since, "until": until, "house_ids": [someone.tenant_id]}


def test_an_admission_counts_on_the_day_of_its_decision_and_is_taken_away_when_annulled(app, cast):
    with app.app_context(), in_house(cast.an):
        one, other = a_candidate("Lê Thị Hoa"), a_candidate("Đỗ Văn Nam")
        for candidate in (one, other):
            travel(candidate, Stage.DECIDED, last_on=date(2026, 3, 2))
        step(one, Stage.ANNULLED, date(2026, 5, 4))
        spring = of_house(cast.an, date(2026, 1, 1), date(2026, 3, 31))
        summer = of_house(cast.an, date(2026, 4, 1), date(2026, 6, 30))
        assert figures.total(list_movements(**spring)) == 2
        assert figures.total(list_movements(**summer)) == -1
        assert get_outcomes(**summer).annulled == 1
        assert get_outcomes(**spring).annulled == 0


def test_a_step_entered_by_mistake_counts_nowhere(app, cast):
    with app.app_context(), in_house(cast.an):
        candidate = a_candidate()
        travel(candidate, Stage.CELL_RESOLVED, last_on=clock.today())
        for stage in (Stage.COMMITTEE_RESOLVED, Stage.SUBMITTED):
            step(candidate, stage)
        decided = step(candidate, Stage.DECIDED)
        correct_stage(candidate_id=candidate, stage_step_id=decided, remarks="Ghi nhầm người")
        year = of_house(cast.an, date(clock.today().year, 1, 1), clock.today())
        assert list_movements(**year) == []


def test_certificates_are_counted_by_grade(app, cast):
    with app.app_context(), in_house(cast.an):
        a_certificate(a_candidate(), issued_on=date(2026, 2, 1))
        found = get_outcomes(**of_house(cast.an, date(2026, 1, 1), date(2026, 12, 31)))
        assert found.certificates == {"": 1}


def with_admissions(app, cast, number):
    with app.app_context(), in_house(cast.an):
        for n in range(number):
            travel(a_candidate(f"Lê Thị Hoa {'ABCDEFGH'[n]}"), Stage.DECIDED)


def test_the_secretary_sees_every_figure_of_the_house(app, cast, client_as):
    with_admissions(app, cast, 2)
    page = client_as(cast.an).get("/candidates/statistics").text
    assert "Đảng bộ Sở Thử Nghiệm A" in page
    assert "ẩn" not in page.split("<main", 1)[1].split("</main>", 1)[0].replace("nhận", "").replace(
        "chẩn", ""
    )


def test_somebody_without_a_right_to_the_names_sees_no_figure_that_points_at_persons(
    app, cast, acting, client_as
):
    with_admissions(app, cast, 2)
    with app.app_context(), in_house(cast.an):
        movements_of_house = list_movements(**of_house(cast.an, date(2026, 1, 1), clock.today()))
        parts = figures.breakdowns(movements_of_house, **LABELS, hides_few=True)
    assert {line.people for part in parts for line in part.lines} == {None}
    assert figures.hidden_total(2, hides_few=True) is None


def test_another_house_sees_its_own_figures_only(app, cast, client_as):
    with_admissions(app, cast, 3)
    assert "Kỳ này chưa có quyết định kết nạp" in client_as(cast.chi).get("/candidates/statistics").text
    assert client_as(cast.em).get("/candidates/statistics").status_code == 403


def test_overseers_see_the_bloc_and_who_admitted_nobody(app, cast, client_as):
    with_admissions(app, cast, 3)
    page = client_as(cast.giang).get("/candidates/statistics").text
    assert "K01 · Đảng bộ Sở Thử Nghiệm A" in page
    assert "1 đơn vị chưa kết nạp ai" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(app, cast, client_as, statements, number):
    with_admissions(app, cast, number)
    browser = client_as(cast.an)
    with statements() as sent:
        assert browser.get("/candidates/statistics").status_code == 200
    assert len(sent) == 6


def test_a_date_that_is_none_is_said_and_the_usual_period_shown(cast, client_as):
    answer = client_as(cast.an).get("/candidates/statistics?since=31/02/2026&until=x")
    assert answer.status_code == 200
    assert "“31/02/2026” không phải ngày" in answer.text


def test_the_workbook_holds_what_the_page_shows(app, cast, client_as):
    with_admissions(app, cast, 3)
    answer = client_as(cast.an).get("/candidates/statistics/export")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
