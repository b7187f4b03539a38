"""E26–E28, R05: counts of votes against their thresholds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.eligibility.criteria.votes import MAJORITY, TWO_THIRDS, is_reached, needed
from tests.portal.eligibility.facts_made import READY, judged, line, message, result

BASES = st.integers(1, 400)


@given(BASES, st.data())
def test_two_thirds_and_majority_are_exact(base, data):
    yes = data.draw(st.integers(0, base))
    assert is_reached(yes, base, TWO_THIRDS) == (Fraction(yes, base) >= Fraction(2, 3))
    assert is_reached(yes, base, MAJORITY) == (Fraction(yes, base) > Fraction(1, 2))


@given(BASES, st.sampled_from([MAJORITY, TWO_THIRDS]))
def test_the_fewest_votes_that_reach(base, rule):
    fewest = needed(base, rule)
    assert is_reached(fewest, base, rule)
    assert not is_reached(fewest - 1, base, rule)


@pytest.mark.parametrize("rule", [MAJORITY, TWO_THIRDS])
def test_nobody_to_vote_decides_nothing(rule):
    assert not is_reached(0, 0, rule)


def cell(summoned, deducted, yes):
    return {"cell": {"official_summoned": summoned, "deducted": deducted, "yes": yes}}


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (cell(17, 3, 10), "pass"),
        (cell(17, 3, 9), "fail"),
        (cell(3, 0, 2), "pass"),
        (cell(3, 0, 1), "fail"),
        (cell(5, 5, 0), "fail"),
        (cell(5, 1, 5), "fail"),
        (cell(4, 6, 0), "fail"),
        ({"cell": {"official_summoned": 17, "yes": 17}}, "unknown"),
        ({"cell": {"deducted": 0, "yes": 17}}, "unknown"),
        ({"cell": {"official_summoned": 17, "deducted": 0}}, "unknown"),
        ({}, "unknown"),
        (None, "unknown"),
    ],
)
def test_the_cell_votes_by_two_thirds_of_those_summoned(votes, expected):
    assert result("E26", step="committee", votes=votes) == expected


def test_a_vote_is_told_with_what_it_needed():
    found = line("E26", step="committee", votes=cell(17, 3, 9))
    assert found.message == "Chi bộ: 9/14 tán thành, chưa đủ (cần 10)."
    assert (found.observed, found.threshold) == (9, 10)
    assert message("E26", step="committee") == "Chi bộ: 10/14 tán thành, đủ (cần 10)."


def test_impossible_counts_are_told():
    assert (
        message("E26", step="committee", votes=cell(5, 1, 5)) == "Số phiếu của chi bộ không hợp lý: 5 trên 4."
    )


@pytest.mark.parametrize(
    ("members", "deducted", "yes", "expected"),
    [
        (15, 0, 10, "pass"),
        (15, 0, 9, "fail"),
        (15, 1, 10, "pass"),
        (15, 2, 8, "fail"),
        (None, 0, 10, "unknown"),
    ],
)
def test_the_committee_proposes_by_two_thirds(members, deducted, yes, expected):
    committee = {"members": members, "deducted": deducted, "yes": yes}
    assert result("E27", step="decision", votes=READY["votes"] | {"committee": committee}) == expected


@pytest.mark.parametrize(
    ("rule_set", "kind", "members", "yes", "expected"),
    [
        ("RS2021", "grassroots_committee", 15, 10, "pass"),
        ("RS2025B", "grassroots_committee", 15, 9, "fail"),
        ("RS2025B", "standing_committee", 10, 5, "fail"),
        ("RS2025B", "standing_committee", 10, 6, "pass"),
        ("RS2025B", "grassroots_standing_committee", 5, 5, "fail"),
        ("RS2026A", "grassroots_standing_committee", 5, 5, "fail"),
        ("RS2026B", "grassroots_standing_committee", 5, 3, "pass"),
        ("RS2026B", "grassroots_standing_committee", 4, 2, "fail"),
        ("RS2026B", "grassroots_committee", 15, 15, "fail"),
        ("RS2026B", "standing_committee", 11, 6, "pass"),
        ("RS2025B", "standing_committee", 11, None, "unknown"),
        ("RS2025B", None, 11, 6, "unknown"),
    ],
)
def test_who_decides_and_by_how_many(rule_set, kind, members, yes, expected):
    authority = {"kind": kind, "members": members, "yes": yes}
    assert result("E28", rule_set, step="ceremony", votes={"authority": authority}) == expected


def test_a_body_without_the_power_is_told_so():
    authority = {"kind": "grassroots_committee", "members": 15, "yes": 15}
    said = message("E28", "RS2026B", step="ceremony", votes={"authority": authority})
    assert said == "Theo quy định đang áp dụng, đảng ủy cơ sở được ủy quyền không có thẩm quyền quyết định."


def test_the_deciding_body_has_not_voted_yet():
    assert result("E28", step="ceremony", votes={}) == "unknown"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "pass"),
        ({"cell": {"official_summoned": 17, "deducted": 3, "yes": 9}}, "fail"),
        ({"committee": {"members": 15, "deducted": 0, "yes": 9}}, "fail"),
        ({"authority": {"kind": "standing_committee", "members": 11, "yes": 5}}, "fail"),
        ({"authority": None}, "pass"),
        ({"committee": None}, "unknown"),
        ({"cell": None}, "unknown"),
        ({"cell": None, "committee": {"members": 15, "deducted": 0, "yes": 9}}, "fail"),
    ],
)
def test_recognition_needs_the_same_votes(changed, expected):
    votes = READY["votes"] | changed
    assert result("R05", step="recognition", votes=votes) == expected


def test_recognition_tells_every_vote():
    found = line("R05", step="recognition")
    assert (found.observed, found.threshold) == ([10, 10, 6], [10, 10, 6])
    assert "Ban thường vụ cấp có thẩm quyền: 6/11" in found.message


def test_votes_do_not_change_by_time():
    assert judged(step="committee").next_changes == ()
