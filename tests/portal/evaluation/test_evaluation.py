"""From the criteria to the official level: who proposes, who decides, who sees what."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from fractions import Fraction

import openpyxl
import pytest

from portal.evaluation.levels import Cap, CapBase, Level
from portal.evaluation.operations.keep_proposals import keep_proposals
from portal.evaluation.operations.record_ranks import record_ranks
from portal.evaluation.operations.save_criteria import save_criteria
from portal.evaluation.queries import register
from portal.evaluation.queries.measuring import measure_houses
from portal.evaluation.reckoning import propose
from portal.evaluation.scoring import USUAL, Criterion, Figure, Measure
from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.targets.operations.import_targets import import_targets
from tests.portal.candidates.builders import a_candidate, a_review
from tests.portal.targets.sheets import sheet

ONLY_TARGETS = [
    Criterion(one.measure, {"year_target": 60, "term_pace": 40}.get(one.measure.value, 0), one.bound)
    for one in USUAL
]


@pytest.fixture
def targets(acting, cast):
    with acting(cast.giang):
        import_targets(content=sheet([("K01", 10, 4, 3), ("K02", 6, 2, 5)]), term_code="2020-2025")


@pytest.fixture
def criteria(acting, cast):
    def save(some=ONLY_TARGETS, cap=None):
        with acting(cast.giang):
            return save_criteria(starts_on=date(2023, 1, 1), source="HD 08", criteria=some, cap=cap or Cap())

    return save


@pytest.fixture
def proposed(acting, cast, targets, criteria):
    criteria()
    with acting(cast.giang):
        return propose("2023")


def decide(levels, **values):
    asked = {"period": "2023", "decision_no": "312-QĐ/ĐUK", "decided_on": date(2024, 1, 15)}
    return record_ranks(levels=levels, **asked | values)


def test_a_score_comes_from_the_targets_of_its_year(acting, cast, proposed):
    assert proposed == (2, 0)
    with acting(cast.giang, reading=True):
        first, second = register.list_houses("2023")
        # 3 of 4 asked: 45 of 60; in the term 3 of 10 × 65 % of the time
        assert first.proposal.as_of == date(2023, 12, 31)
        lines = register.score_of(
            first.proposal, register.get_criteria_set(first.proposal.criteria_set_id)
        ).lines
        assert lines[0].points == 45.0
        assert lines[1].figure == Figure(3, Fraction("6.5"))
        assert lines[1].points == 18.5
        assert (first.proposal.score, second.proposal.score) == (63.5, 100.0)


def test_nothing_known_is_not_scored(acting, cast, criteria):
    criteria(USUAL)
    with acting(cast.giang):
        assert propose("2023") == (2, 2)
        assert {row.score for row in register.current_proposals("2023").values()} == {None}


def test_the_people_of_a_house_are_counted_while_the_period_is_fresh(acting, cast, targets):
    with acting(cast.an), clock.frozen_at(datetime(2026, 5, 20, tzinfo=UTC)):
        reviewed = a_candidate("Lê Thị Hoa")
        a_candidate("Lê Thị Mai")
        a_review(reviewed, period="2026-04")
    with acting(cast.giang, reading=True):
        with clock.frozen_at(datetime(2026, 6, 12, tzinfo=UTC)):
            known = measure_houses("2026-Q2")
        with clock.frozen_at(datetime(2027, 6, 12, tzinfo=UTC)):
            long_past = measure_houses("2026-Q2")
    assert known[cast.house_a][Measure.HELPED] == Figure(0, Fraction(2))
    assert known[cast.house_a][Measure.REVIEWED] == Figure(0, Fraction(4)), (
        "handed in late counts as due only"
    )
    assert known[cast.house_a][Measure.YEAR_TARGET] is None
    assert set(known[cast.house_b].values()) == {None}
    assert set(long_past[cast.house_a].values()) == {None}


def test_measuring_costs_the_same_for_every_number_of_houses(acting, cast, targets, keep_figures, statements):
    keep_figures()
    with acting(cast.giang, reading=True), statements() as sent:
        measure_houses(f"{clock.today().year}")
    assert len(sent) == 14
    with acting(cast.an):
        a_candidate("Lê Thị Hoa")
    keep_figures()
    with acting(cast.giang, reading=True), statements() as again:
        measure_houses(f"{clock.today().year}")
    assert len(again) == len(sent)


def test_the_house_sees_its_own_and_only_its_own(acting, client_as, cast, proposed):
    an = client_as(cast.an)
    page = an.get("/evaluation?period=2023", follow_redirects=True).text
    assert "63,5 / 100 điểm" in page
    assert "đề xuất của phần mềm" in page
    assert an.get(f"/evaluation/houses/{cast.house_b}").status_code == 404
    assert an.get("/evaluation/export?period=2023").status_code == 403
    assert an.post("/evaluation/2023/reckoning").status_code == 403
    with acting(cast.chi, reading=True):
        assert list(register.current_proposals("2023")) == [cast.house_b]


def test_other_numbers_are_tried_without_keeping_them(acting, client_as, cast, proposed):
    an = client_as(cast.an)
    address = f"/evaluation/houses/{cast.house_a}?period=2023"
    page = an.get(f"{address}&year_target=4").text
    assert "<strong>84,6 / 100</strong>" in page, "one more in the year is one more in the term"
    assert "<strong>78,5 / 100</strong>" in an.get(f"{address}&year_target=4&term_pace=3").text
    nonsense = an.get(f"{address}&year_target=nhiều").text
    assert "nhiều" in nonsense
    assert "Điểm nếu khác" not in nonsense
    with acting(cast.an, reading=True):
        assert register.list_history(cast.house_a)[0].proposal.score == 63.5


def test_reckoning_again_keeps_what_did_not_change_and_a_change_supersedes(acting, cast, proposed, owner_sql):
    with acting(cast.giang):
        assert propose("2023") == (0, 0)
        keep_proposals(
            period="2023",
            figures={
                cast.house_a: {
                    Measure.YEAR_TARGET: Figure(4, Fraction(4)),
                    Measure.TERM_PACE: Figure(4, Fraction("6.5")),
                }
            },
        )
    assert owner_sql("select count(*) from evaluation_proposal where superseded_at is not null") == [(1,)]
    assert owner_sql("select count(*) from evaluation_proposal") == [(3,)]


def test_a_period_to_come_and_one_without_criteria_are_refused_in_words(client_as, cast, criteria):
    giang = client_as(cast.giang)
    ahead = f"{clock.today().year + 1}"
    assert "chưa bắt đầu" in giang.post(f"/evaluation/{ahead}/reckoning", follow_redirects=True).text
    assert "lập bộ tiêu chí" in giang.post("/evaluation/2022/reckoning", follow_redirects=True).text
    assert giang.get("/evaluation?period=2023-Q7").status_code == 404


def test_criteria_are_versions_and_each_period_keeps_its_own(acting, cast, criteria):
    assert (criteria(), criteria(USUAL)) == (1, 2)
    with pytest.raises(DomainError, match="không có gì thay đổi"):
        criteria(USUAL)
    with acting(cast.giang):
        save_criteria(starts_on=date(2026, 1, 1), source="HD 05", criteria=ONLY_TARGETS, cap=Cap(25))
        assert register.find_criteria_set("2023").number == 2
        assert register.find_criteria_set("2026-Q2").number == 3
        assert register.find_criteria_set("2022") is None


def test_weights_that_do_not_make_a_hundred_come_back_with_what_was_typed(client_as, cast):
    typed = {"starts_on": "01/01/2026", "source": "Hướng dẫn số 05", "cap_percent": "20", "cap_base": "good"}
    for one in USUAL:
        typed |= {one.measure.value: str(one.weight), f"{one.measure.value}_bound": str(one.bound)}
    giang = client_as(cast.giang)
    answer = giang.post("/evaluation/criteria/new", data=typed | {"helped": "15"})
    assert answer.status_code == 422
    assert "Tổng điểm các tiêu chí là 105" in answer.text
    assert "Hướng dẫn số 05" in answer.text
    assert giang.post("/evaluation/criteria/new", data=typed).status_code == 302


def test_a_level_is_entered_by_decision_and_the_house_reads_it(acting, client_as, cast, proposed):
    with acting(cast.giang):
        assert decide({cast.house_a: Level.COMPLETED, cast.house_b: Level.GOOD}) == 2
        with pytest.raises(DomainError, match="nào mới"):
            decide({cast.house_a: Level.COMPLETED})
        assert decide({cast.house_a: Level.GOOD}, decision_no="20-QĐ/ĐUK", decided_on=date(2024, 3, 1)) == 1
    page = client_as(cast.an).get(f"/evaluation/houses/{cast.house_a}?period=2023").text
    assert "Xếp loại chính thức: Hoàn thành tốt nhiệm vụ" in page
    assert "20-QĐ/ĐUK" in page
    assert "Hoàn thành nhiệm vụ, 312-QĐ/ĐUK" in page, "the first level stays readable"
    with acting(cast.chi, reading=True):
        assert [rank.level for rank in register.current_ranks("2023").values()] == [Level.GOOD]


def test_beyond_the_cap_only_with_a_reason(acting, cast, criteria, owner_sql):
    criteria(cap=Cap(50, CapBase.GOOD_AND_EXCELLENT))
    with acting(cast.giang):
        with pytest.raises(DomainError, match="được 1 đơn vị, đang chọn 2") as refused:
            decide({cast.house_a: Level.EXCELLENT, cast.house_b: Level.EXCELLENT})
        assert refused.value.field == "cap_reason"
        assert register.current_ranks("2023") == {}
        decide({cast.house_a: Level.EXCELLENT, cast.house_b: Level.GOOD})
        decide({cast.house_b: Level.EXCELLENT}, cap_reason="Tập thể tiêu biểu, cấp trên đồng ý.")
    assert owner_sql("select excellent, allowed from cap_excess") == [(2, 1)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decided_on": date(2200, 1, 1)}, "decided_on"),
        ({"decided_on": date(2022, 12, 31)}, "decided_on"),
        ({"decision_no": "  "}, "decision_no"),
    ],
)
def test_what_is_wrong_with_a_decision_names_its_field(acting, cast, change, field):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        decide({cast.house_a: Level.GOOD}, **change)
    assert refused.value.field == field


def test_only_grassroots_organisations_are_ranked(acting, cast):
    with acting(cast.giang), pytest.raises(DomainError, match="tổ chức cơ sở đảng"):
        decide({cast.union: Level.GOOD})


def test_a_refused_decision_keeps_every_choice(client_as, cast):
    answer = client_as(cast.giang).post(
        "/evaluation/2023/ranks",
        data={"decision_no": "312", "decided_on": "31/02/2024", f"house-{cast.house_a}": "good"},
    )
    assert answer.status_code == 422
    assert '<option selected value="good">' in answer.text
    assert "31/02/2024" in answer.text


def test_the_workbook_has_every_house_and_says_what_is_not_known(client_as, cast, proposed, owner_sql):
    answer = client_as(cast.ha).get("/evaluation/export?period=2023")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[4:]] == ["K01", "K02"]
    assert rows[4][9] == 63.5
    assert rows[4][5] == "chưa có số liệu"
    assert owner_sql("select count(*) from audit_entry where body like '%%evaluation.exported%%'") == [(1,)]


@pytest.mark.parametrize("houses", [1, 2])
def test_the_list_costs_the_same_for_every_number_of_rows(
    acting, client_as, cast, criteria, statements, houses
):
    criteria()
    with acting(cast.giang):
        known = {Measure.YEAR_TARGET: Figure(4, Fraction(4)), Measure.TERM_PACE: Figure(4, Fraction(6))}
        keep_proposals(period="2023", figures=dict.fromkeys([cast.house_a, cast.house_b][:houses], known))
    client = client_as(cast.giang)
    client.get("/evaluation?period=2023")
    with statements() as sent:
        assert client.get("/evaluation?period=2023").status_code == 200
    assert len(sent) == 8


def test_home_and_the_page_of_a_house_tell_the_latest(client_as, cast, proposed):
    assert "63,5 / 100 điểm" in client_as(cast.an).get("/").text
    assert "63,5 / 100 điểm" in client_as(cast.khanh).get(f"/organizations/{cast.house_a}").text
