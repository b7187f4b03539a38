"""E13–E18: who introduces, by age, post and the unions of the unit."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import judged, line, message, result, turns

MEMBER = {"kind": "official_member", "date": "2025-09-01", "official": True, "together_since": "2023-01-01"}
YOUTH = {"kind": "youth_union", "date": "2025-09-01", "resolution_no": "5-NQ/ĐTN"}
TRADE = {"kind": "trade_union", "date": "2025-09-01", "resolution_no": "3-NQ/CĐ"}
NEITHER = {"has_youth_union": False, "has_trade_union": False}
ONLY_TRADE = {"has_youth_union": False, "has_trade_union": True}
BOTH = {"has_youth_union": True, "has_trade_union": True}
YOUNG, MIDDLE, OLDER = "2001-06-01", "1993-06-01", "1985-06-01"
NEWCOMER = MEMBER | {"together_since": "2024-09-02"}


@pytest.mark.parametrize(
    ("born", "cadre", "unit", "introductions"),
    [
        (YOUNG, False, BOTH, [YOUTH, MEMBER]),
        (YOUNG, False, {"has_youth_union": True}, [YOUTH, MEMBER]),
        (YOUNG, False, ONLY_TRADE, [TRADE, MEMBER]),
        (YOUNG, False, NEITHER, [MEMBER, MEMBER]),
        (MIDDLE, True, BOTH, [YOUTH, MEMBER]),
        (MIDDLE, True, ONLY_TRADE, [TRADE, MEMBER]),
        (MIDDLE, False, BOTH, [MEMBER, MEMBER]),
        (MIDDLE, False, ONLY_TRADE, [MEMBER, MEMBER]),
        (OLDER, True, BOTH, [MEMBER, MEMBER]),
        (OLDER, None, None, [MEMBER, MEMBER]),
        (MIDDLE, None, NEITHER, [MEMBER, MEMBER]),
        (None, None, NEITHER, [MEMBER, MEMBER]),
    ],
)
def test_each_case_of_the_table_and_no_other(born, cadre, unit, introductions):
    facts = {"birth_date": born, "youth_cadre": cadre, "unit": unit}
    assert result("E13", **facts, introductions=introductions) == "pass"
    for fewer in (introductions[:1], introductions[1:]):
        assert result("E13", **facts, introductions=fewer) == "fail"
    assert result("E13", **facts, introductions=None) == "unknown"
    if introductions[0] in (YOUTH, TRADE):
        assert result("E13", **facts, introductions=[MEMBER, MEMBER]) == "fail"


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"birth_date": None}, "Còn thiếu: ngày sinh."),
        ({"birth_date": MIDDLE, "youth_cadre": None}, "Còn thiếu: đang là cán bộ Đoàn hay không."),
        (
            {"unit": None},
            "Còn thiếu: đơn vị có tổ chức Đoàn hay không, đơn vị có tổ chức Công đoàn hay không.",
        ),
        ({"unit": {"has_youth_union": False}}, "Còn thiếu: đơn vị có tổ chức Công đoàn hay không."),
    ],
)
def test_what_would_settle_the_way_is_asked_for(facts, asked):
    """Two members and no union suffice on one possible way and not on another."""
    assert result("E13", **facts, introductions=[MEMBER, MEMBER]) == "unknown"
    assert message("E13", **facts, introductions=[MEMBER, MEMBER]) == asked


def test_papers_that_suffice_on_every_possible_way_are_enough():
    assert result("E13", unit=None, introductions=[YOUTH, TRADE, MEMBER, MEMBER]) == "pass"
    assert result("E13", unit=None, introductions=[]) == "fail"


def test_what_is_lacking_is_told():
    assert message("E13", introductions=[MEMBER]) == (
        "Chưa đủ giới thiệu: cần nghị quyết của Đoàn Thanh niên cơ sở và 1 đảng viên chính thức; "
        "hiện có 1 đảng viên."
    )
    assert message("E13") == "Đủ giới thiệu: 1 đảng viên, nghị quyết của Đoàn Thanh niên."


@pytest.mark.parametrize(
    ("born", "cadre", "expected"),
    [
        ("1995-11-30", False, "not_applicable"),
        ("1995-10-01", False, "fail"),
        ("1995-10-01", True, "not_applicable"),
        ("1990-11-01", True, "not_applicable"),
        ("1990-10-31", True, "fail"),
        ("1995-10-01", None, "unknown"),
        (None, False, "unknown"),
    ],
)
def test_past_thirty_or_thirty_five_by_month_two_members_introduce(born, cadre, expected):
    """With a union's resolution and one member, as in READY."""
    assert result("E18", birth_date=born, youth_cadre=cadre) == expected


def test_past_youth_age_two_members_are_counted():
    assert result("E18", birth_date=OLDER, introductions=[MEMBER, MEMBER]) == "pass"
    assert result("E18", birth_date=OLDER, introductions=None) == "unknown"
    assert "hiện có 1" in message("E18", birth_date=OLDER, introductions=[MEMBER])


def test_growing_out_of_youth_age_changes_the_way():
    almost = {"birth_date": "1995-11-10"}
    assert turns("E18", **almost) == [("2025-12-01", "fail")]
    assert turns("E16", **almost) == [("2025-12-01", "not_applicable")]
    assert turns("E13", **almost) == [("2025-12-01", "fail")]


@pytest.mark.parametrize(
    ("introductions", "expected"),
    [
        ([YOUTH, MEMBER], "pass"),
        ([YOUTH, MEMBER | {"official": False}], "fail"),
        ([YOUTH, MEMBER | {"official": None}], "unknown"),
        ([YOUTH, MEMBER | {"official": False}, MEMBER], "pass"),
        ([YOUTH], "unknown"),
        ([], "unknown"),
        (None, "unknown"),
    ],
)
def test_the_introducer_is_an_official_member(introductions, expected):
    assert result("E14", introductions=introductions) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([True, True], "pass"),
        ([True, False], "fail"),
        ([True, None], "unknown"),
        ([True], "unknown"),
        ([False], "fail"),
        ([True, False, None], "unknown"),
        ([True, False, True], "pass"),
    ],
)
def test_where_two_members_introduce_both_are_official(values, expected):
    introductions = [MEMBER | {"official": value} for value in values]
    assert result("E14", birth_date=OLDER, introductions=introductions) == expected


@pytest.mark.parametrize(
    ("together_since", "expected"),
    [("2024-09-01", "pass"), ("2024-09-02", "fail"), (None, "unknown")],
)
def test_twelve_months_together_on_the_date_of_the_paper(together_since, expected):
    member = MEMBER | {"together_since": together_since}
    assert result("E15", introductions=[YOUTH, member]) == expected


@pytest.mark.parametrize("spared", ["is_replacement", "after_move"])
@pytest.mark.parametrize("together_since", ["2025-08-01", None])
def test_a_replacement_or_a_new_cell_need_not_know_the_person_so_long(spared, together_since):
    member = MEMBER | {"together_since": together_since, spared: True}
    assert result("E15", introductions=[YOUTH, member]) == "pass"


def test_a_paper_without_a_date_is_judged_on_the_day_of_the_step():
    undated = {key: value for key, value in NEWCOMER.items() if key != "date"}
    assert result("E15", introductions=[YOUTH, undated]) == "pass"
    nearly = undated | {"together_since": "2024-11-20"}
    assert turns("E15", birth_date=YOUNG, introductions=[YOUTH, nearly])[0] == ("2025-11-20", "pass")


def test_one_and_the_same_person_is_official_and_known_for_a_year():
    stranger = MEMBER | {"official": False}
    assert result("E15", introductions=[YOUTH, NEWCOMER, stranger]) == "fail"
    assert result("E15", introductions=[YOUTH, NEWCOMER, MEMBER]) == "pass"
    assert result("E15", introductions=[YOUTH, stranger]) == "unknown"
    assert result("E15", introductions=[YOUTH, MEMBER | {"official": None}]) == "pass"


def test_the_months_together_are_told():
    found = line("E15", introductions=[YOUTH, NEWCOMER])
    assert (found.observed, found.threshold) == ("2024-09-02", 12)
    assert "chưa đủ 12 tháng" in found.message


def test_papers_dated_later_do_not_count_yet():
    later = MEMBER | {"date": "2025-12-01"}
    assert result("E13", introductions=[YOUTH, later]) == "fail"
    for criterion in ("E13", "E14"):
        assert turns(criterion, birth_date=YOUNG, introductions=[YOUTH, later])[0] == ("2025-12-01", "pass")


@pytest.mark.parametrize(
    ("criterion", "paper", "facts", "membership"),
    [
        ("E16", YOUTH, {"unit": BOTH}, "youth_member"),
        ("E17", TRADE, {"unit": ONLY_TRADE}, "trade_union_member"),
    ],
)
def test_the_union_that_introduces_is_the_persons_own(criterion, paper, facts, membership):
    papers = [paper, MEMBER]
    assert result(criterion, **facts, introductions=papers) == "pass"
    assert result(criterion, **facts, introductions=papers, **{membership: False}) == "fail"
    assert result(criterion, **facts, introductions=papers, **{membership: None}) == "unknown"
    assert result(criterion, **facts, introductions=[MEMBER]) == "fail"
    assert result(criterion, **facts, introductions=None) == "unknown"
    unnumbered = {key: value for key, value in paper.items() if key != "resolution_no"}
    assert result(criterion, **facts, introductions=[unnumbered, MEMBER]) == "unknown"
    assert "(số, ngày)" in message(criterion, **facts, introductions=[unnumbered, MEMBER])


def test_the_lacking_thing_is_named():
    assert message("E16", youth_member=False) == "Không phải là đoàn viên Đoàn Thanh niên."
    assert message("E16", introductions=[MEMBER]) == "Chưa có nghị quyết giới thiệu của Đoàn Thanh niên."
    assert message("E16", youth_member=None) == "Còn thiếu: xác nhận là đoàn viên Đoàn Thanh niên."


@pytest.mark.parametrize(
    ("facts", "youth", "trade"),
    [
        ({"unit": BOTH}, "pass", "not_applicable"),
        ({"unit": NEITHER}, "not_applicable", "not_applicable"),
        ({"unit": None}, "unknown", "unknown"),
        ({"unit": {"has_youth_union": False}}, "not_applicable", "unknown"),
        ({"birth_date": OLDER}, "not_applicable", "not_applicable"),
        ({"birth_date": None}, "unknown", "not_applicable"),
    ],
)
def test_a_union_is_asked_for_only_on_its_own_way(facts, youth, trade):
    assert (result("E16", **facts), result("E17", **facts)) == (youth, trade)


def test_two_members_past_youth_age_make_eligible():
    assert judged(birth_date=OLDER, introductions=[MEMBER, MEMBER]).verdict == "eligible"
