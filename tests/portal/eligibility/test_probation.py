"""R01–R04, R07: the year of probation and its papers."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import READY, judged, line, message, result, turns

YEAR = {
    "step": "recognition",
    "ceremony_on": "2025-11-15",
    "cell_resolution_on": None,
    "decision_on": None,
    "as_of": "2026-12-10",
    "probation": READY["probation"] | {"self_review_on": "2026-11-20"},
}


def papers(**changed):
    return {key: value for key, value in (YEAR["probation"] | changed).items() if value is not None}


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2026-11-14", "fail"), ("2026-11-15", "pass"), ("2027-05-01", "pass")]
)
def test_twelve_months_from_the_ceremony(as_of, expected):
    found = line("R01", **(YEAR | {"as_of": as_of}))
    assert (found.result, found.observed, found.threshold) == (expected, "2025-11-15", "2026-11-15")


def test_official_from_the_end_of_the_year_whatever_the_delay():
    """R07: the meeting of 10 December and the decision of January change nothing."""
    late = YEAR | {"cell_resolution_on": "2026-12-10", "decision_on": "2027-01-05", "as_of": "2027-01-05"}
    assert "công nhận chính thức tính từ ngày 15/11/2026" in message("R01", **late)
    assert turns("R01", **(YEAR | {"as_of": "2026-01-01"})) == [("2026-11-15", "pass")]


def test_a_ceremony_on_the_29th_of_february_ends_on_the_28th():
    assert line("R01", **(YEAR | {"ceremony_on": "2024-02-29"})).threshold == "2025-02-28"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-11-14", "fail"),
        ("2026-11-15", "pass"),
        ("2026-12-10", "pass"),
        ("2026-12-11", "fail"),
        (None, "unknown"),
    ],
)
def test_the_self_review_is_written_after_the_year(written, expected):
    assert result("R02", **(YEAR | {"probation": papers(self_review_on=written)})) == expected


def test_without_a_ceremony_nothing_is_known():
    unknown = YEAR | {"ceremony_on": None}
    assert (result("R01", **unknown), result("R02", **unknown)) == ("unknown", "unknown")


def test_a_review_to_be_written_counts_from_its_day():
    later = YEAR | {"probation": papers(self_review_on="2026-12-20")}
    assert turns("R02", **later) == [("2026-12-20", "pass")]


@pytest.mark.parametrize(("given", "expected"), [(True, "pass"), (False, "fail"), (None, "unknown")])
def test_the_class_for_new_members(given, expected):
    assert result("R03", **(YEAR | {"probation": papers(new_member_certificate=given)})) == expected


@pytest.mark.parametrize(
    ("changed", "expected", "said"),
    [
        ({}, "pass", "Có nhận xét của người giúp đỡ và tổng hợp ý kiến."),
        ({"helper_remark": None}, "unknown", "Còn thiếu: nhận xét của người giúp đỡ."),
        ({"opinions": None}, "unknown", "Còn thiếu: ý kiến của đoàn thể và nơi cư trú."),
        ({"helper_remark": False}, "fail", "Chưa có nhận xét của người giúp đỡ."),
        ({"helper_remark": None, "opinions": False}, "fail", "Chưa có nhận xét của người giúp đỡ, ý kiến"),
    ],
)
def test_the_remarks(changed, expected, said):
    facts = YEAR | {"probation": papers(**changed)}
    assert result("R04", **facts) == expected
    assert said in message("R04", **facts)


def test_nothing_written_during_the_year():
    empty = YEAR | {"probation": None}
    assert [result(name, **empty) for name in ("R02", "R03", "R04")] == ["unknown"] * 3
    assert judged(**empty).verdict == "incomplete"


def test_with_everything_the_member_is_recognised():
    assert judged(**YEAR).verdict == "eligible"
