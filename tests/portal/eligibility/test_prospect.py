"""E08–E10: on the list, helped without long gaps, permitted to prepare the dossier."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import judged, line, message, result, turns

LISTED = {"resolution_no": "12-NQ/CB", "listed_on": "2024-01-10"}


def helper(start, end=None, official=True):
    return {"official": official, "from": start, "to": end}


def test_the_list_needs_a_resolution_with_number_and_date():
    assert result("E08", prospect=LISTED) == "pass"
    assert message("E08", prospect=LISTED) == "Trong danh sách từ 10/01/2024, nghị quyết số 12-NQ/CB."
    assert result("E08", prospect={"listed_on": "2024-01-10"}) == "unknown"
    assert result("E08", prospect={"resolution_no": "12-NQ/CB"}) == "unknown"
    assert result("E08", prospect=None) == "unknown"


def test_listed_only_later():
    later = LISTED | {"listed_on": "2025-12-01"}
    assert result("E08", prospect=later) == "fail"
    assert turns("E08", prospect=later) == [("2025-12-01", "pass")]


@pytest.mark.parametrize(
    ("removed_on", "expected", "turn"),
    [
        ("2025-11-04", "fail", []),
        ("2025-11-05", "fail", []),
        ("2025-11-06", "pass", [("2025-11-06", "fail")]),
        ("2023-05-01", "pass", []),
    ],
)
def test_removed_from_the_list(removed_on, expected, turn):
    """A removal before the present listing is history: the person was listed again."""
    prospect = LISTED | {"removed_on": removed_on}
    assert result("E08", prospect=prospect) == expected
    assert turns("E08", prospect=prospect) == turn


def test_a_resolution_without_a_number_is_asked_for_until_the_removal():
    prospect = {"listed_on": "2024-01-10", "removed_on": "2025-12-01"}
    assert turns("E08", prospect=prospect) == [("2025-12-01", "fail")]


@pytest.mark.parametrize(
    ("helpers", "expected"),
    [
        ([helper("2024-01-10")], "pass"),
        ([helper("2024-01-10", "2025-11-05")], "pass"),
        ([helper("2024-01-10", "2025-11-04")], "fail"),
        ([helper("2025-11-06")], "fail"),
        ([helper("2024-01-10", official=False)], "fail"),
        ([helper("2024-01-10", official=None)], "unknown"),
        ([helper("2024-01-10", official=None), helper("2024-01-10")], "pass"),
        ([{"official": True}], "fail"),
        ([], "fail"),
        (None, "unknown"),
    ],
)
def test_an_official_member_helps_on_the_day(helpers, expected):
    assert result("E09", helpers=helpers) == expected


def test_a_helper_who_leaves_opens_the_place_the_day_after():
    helpers = [helper("2024-01-10", "2025-12-01"), helper("2026-01-01")]
    assert turns("E09", helpers=helpers) == [("2025-12-02", "fail"), ("2026-01-01", "pass")]


@pytest.mark.parametrize(
    ("second_from", "gap", "is_told"),
    [("2024-03-02", 0, False), ("2024-04-01", 30, False), ("2024-04-02", 31, True)],
)
def test_a_gap_of_more_than_thirty_days_is_told_and_does_not_block(second_from, gap, is_told):
    helpers = [helper("2024-01-10", "2024-03-01"), helper(second_from)]
    found = line("E09", helpers=helpers)
    assert (found.result, found.observed, found.threshold) == ("pass", gap, 30)
    assert ("gián đoạn" in found.message) == is_told
    assert judged(helpers=helpers).verdict == "eligible"


def test_overlapping_helpers_leave_no_gap():
    helpers = [
        helper("2024-01-10", "2024-12-31"),
        helper("2024-02-01", "2024-03-01"),
        helper("2025-01-01"),
    ]
    assert line("E09", helpers=helpers).observed == 0


def test_time_with_a_helper_who_is_not_official_is_a_gap():
    helpers = [
        helper("2024-01-01", "2024-01-31"),
        helper("2024-02-01", "2024-03-31", official=False),
        helper("2024-04-01"),
    ]
    assert line("E09", helpers=helpers).observed == 60


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ({"number": "7-CV/ĐU", "date": "2025-11-05"}, "pass"),
        ({"number": "7-CV/ĐU", "date": "2025-11-06"}, "fail"),
        ({"number": "7-CV/ĐU"}, "unknown"),
        ({"date": "2025-11-05"}, "unknown"),
        (None, "unknown"),
    ],
)
def test_the_dossier_needs_permission(permission, expected):
    found = line("E10", step="dossier", dossier_permission=permission)
    assert (found.result, found.kind) == (expected, "gate")


def test_the_gate_of_the_dossier_blocks_the_dossier():
    late = {"number": "7-CV/ĐU", "date": "2025-11-06"}
    assert judged(step="dossier", dossier_permission=late).verdict == "blocked"
    assert turns("E10", step="dossier", dossier_permission=late) == [("2025-11-06", "pass")]
