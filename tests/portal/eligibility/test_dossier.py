"""E19–E25: the papers of the dossier."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import judged, line, message, result, turns


@pytest.mark.parametrize(
    ("on", "expected"), [("2025-11-05", "pass"), ("2025-11-06", "fail"), (None, "unknown")]
)
def test_the_application_is_there_on_the_day(on, expected):
    assert result("E19", application_on=on) == expected


def test_an_application_dated_later_counts_from_its_day():
    assert turns("E19", application_on="2025-11-20") == [("2025-11-20", "pass")]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ({"declared": True, "certified_on": "2025-11-05"}, "pass"),
        ({"declared": True, "certified_on": "2025-11-06"}, "fail"),
        ({"declared": True}, "unknown"),
        ({"declared": False}, "fail"),
        ({"certified_on": "2025-10-01"}, "unknown"),
        (None, "unknown"),
    ],
)
def test_the_declaration_is_certified(history, expected):
    assert result("E20", history=history) == expected


@pytest.mark.parametrize(
    ("verification", "answered", "not_family"),
    [
        ({"complete": True, "verifier_is_family": False}, "pass", "pass"),
        ({"complete": True, "verifier_is_family": True}, "pass", "fail"),
        ({"complete": False, "verifier_is_family": False}, "fail", "pass"),
        ({"complete": True}, "pass", "unknown"),
        ({"exempt": True}, "pass", "not_applicable"),
        ({"exempt": True, "verifier_is_family": True}, "pass", "fail"),
        ({"complete": False, "exempt": True}, "pass", "not_applicable"),
        ({"exempt": False}, "unknown", "unknown"),
        (None, "unknown", "unknown"),
    ],
)
def test_verification_is_answered_by_somebody_outside_the_family(verification, answered, not_family):
    assert result("E21", verification=verification) == answered
    assert result("E22", verification=verification) == not_family


@pytest.mark.parametrize(
    ("standard", "expected"),
    [("met", "pass"), ("undetermined", "fail"), ("not_met", "fail"), (None, "unknown")],
)
def test_the_political_standard_is_a_gate_of_the_decision_only(standard, expected):
    assert result("E23", step="decision", political_standard=standard) == expected
    assert result("E23", step="cell", political_standard=standard) is None
    assert judged(step="cell", political_standard=standard).verdict == "eligible"


@pytest.mark.parametrize(
    ("opinions", "expected", "said"),
    [
        ({"unions": True, "residence": True}, "pass", "Có ý kiến của tổ chức chính trị - xã hội và chi ủy"),
        ({"unions": True}, "unknown", "Còn thiếu: ý kiến của chi ủy nơi cư trú."),
        ({"residence": True}, "unknown", "Còn thiếu: ý kiến của tổ chức chính trị - xã hội."),
        ({"unions": False, "residence": True}, "fail", "Chưa có ý kiến của tổ chức chính trị - xã hội."),
        ({"unions": False}, "fail", "Chưa có ý kiến của tổ chức chính trị - xã hội và chi ủy nơi cư trú."),
        (None, "unknown", "Còn thiếu: ý kiến của tổ chức chính trị - xã hội và chi ủy nơi cư trú."),
    ],
)
def test_opinions_of_unions_and_residence(opinions, expected, said):
    assert result("E24", opinions=opinions) == expected
    assert said in message("E24", opinions=opinions)


@pytest.mark.parametrize(("unions", "expected"), [(None, "pass"), (False, "pass"), (True, "pass")])
def test_who_is_in_no_union_needs_the_opinion_of_the_residence_only(unions, expected):
    alone = {"youth_member": False, "trade_union_member": False}
    opinions = {"residence": True} if unions is None else {"residence": True, "unions": unions}
    assert result("E24", **alone, opinions=opinions) == expected
    assert (
        result("E24", youth_member=False, trade_union_member=True, opinions={"residence": True}) == "unknown"
    )


@pytest.mark.parametrize(
    ("started", "renewed", "expected"),
    [
        ("2024-11-05", None, "pass"),
        ("2024-11-04", None, "fail"),
        ("2022-01-01", "2025-06-01", "pass"),
        ("2022-01-01", "2024-01-01", "fail"),
        ("2022-01-01", "2025-12-01", "fail"),
        (None, "2025-06-01", "pass"),
        ("2025-12-01", None, "pass"),
        (None, None, "unknown"),
    ],
)
def test_a_dossier_is_fresh_for_twelve_months(started, renewed, expected):
    assert result("E25", dossier_started_on=started, dossier_renewed_on=renewed) == expected


def test_staleness_and_renewal_are_announced():
    dates = {"dossier_started_on": "2025-01-31", "dossier_renewed_on": "2026-03-01"}
    assert turns("E25", **dates) == [
        ("2026-02-01", "fail"),
        ("2026-03-01", "pass"),
        ("2027-03-02", "fail"),
    ]


def test_a_stale_dossier_says_what_to_make_again():
    stale = line("E25", dossier_started_on="2024-01-01")
    assert "làm lại giấy giới thiệu" in stale.message
    assert (stale.observed, stale.threshold) == ("2024-01-01", "2025-01-01")
