"""E01, E32–E35: citizenship, the competent organisation, consents, re-admission."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import judged, line, message, result, turns

GIVEN = {"number": "4-CV/TU", "date": "2025-10-01"}
LATER = {"number": "4-CV/TU", "date": "2025-12-01"}
LEFT = {"left_on": "2022-11-05", "reason_excluded": False, "times_before": 0, "consent": GIVEN}


@pytest.mark.parametrize(("country", "expected"), [("VN", "pass"), ("LA", "fail"), (None, "unknown")])
def test_vietnamese_citizens_only(country, expected):
    assert result("E01", citizenship=country) == expected


@pytest.mark.parametrize(
    ("kind", "months", "right"),
    [
        ("staff", None, {"workplace"}),
        ("contract", 8, {"residence"}),
        ("contract", 11, {"residence"}),
        ("contract", 12, {"workplace"}),
        ("study", 12, {"host"}),
        ("secondment", 24, {"host"}),
        ("study", 3, {"workplace", "residence"}),
        ("secondment", 11, {"workplace", "residence"}),
    ],
)
def test_which_organisation_may_consider(kind, months, right):
    for place in ("workplace", "residence", "host"):
        engagement = {"type": kind, "considering": place, "months": months}
        assert result("E32", engagement=engagement) == ("pass" if place in right else "fail"), place


def test_the_wrong_organisation_is_told_the_right_one():
    wrong = line("E32", engagement={"type": "contract", "months": 8, "considering": "workplace"})
    assert wrong.message == "Phải do tổ chức đảng nơi cư trú xem xét, không phải nơi làm việc."
    assert (wrong.observed, wrong.threshold) == ("workplace", "residence")


@pytest.mark.parametrize(
    "engagement",
    [
        {"type": "contract", "considering": "workplace"},
        {"type": "contract", "months": 8},
        {"considering": "host", "months": 12},
        {},
    ],
)
def test_an_engagement_half_known_stays_open(engagement):
    assert result("E32", engagement=engagement) == "unknown"


def test_without_an_engagement_the_question_does_not_arise():
    assert result("E32") == "not_applicable"


@pytest.mark.parametrize("nothing", [None, "", "Không", " không "])
def test_no_religion_needs_no_consent(nothing):
    assert result("E33", religion=nothing) == "not_applicable"


def test_religion_not_asked_is_not_known():
    from tests.portal.eligibility.facts_made import READY, evaluate, parse_facts

    document = {key: value for key, value in READY.items() if key != "religion"}
    verdict = evaluate(parse_facts(document))
    assert verdict.result_of("E33") == "unknown"
    assert verdict.verdict == "incomplete"


def test_a_follower_needs_consent_before_the_cell_considers():
    follower = {"religion": "Công giáo"}
    assert result("E33", **follower) == "unknown"
    assert "Còn thiếu: văn bản đồng ý của cấp ủy cấp trên" in message("E33", **follower)
    assert result("E33", **follower, religion_consent=GIVEN) == "pass"
    assert result("E33", **follower, religion_consent=LATER) == "fail"
    assert turns("E33", **follower, religion_consent=LATER) == [("2025-12-01", "pass")]
    assert judged(**follower).verdict == "incomplete", "a gate of the cell counts"


@pytest.mark.parametrize("fact", ["foreign_spouse", "foreign_origin"])
def test_foreign_ties_need_consent(fact):
    assert result("E34", **{fact: True}) == "unknown"
    assert result("E34", **{fact: True}, foreign_consent=GIVEN) == "pass"
    assert result("E34", **{fact: True}, foreign_consent=LATER) == "fail"
    assert result("E34", **{fact: None}) == "unknown"
    assert result("E34") == "not_applicable"


def test_one_known_foreign_tie_is_enough_to_ask_for_the_consent():
    assert "yếu tố nước ngoài" in message("E34", foreign_spouse=True, foreign_origin=None)


def test_readmission_after_thirty_six_months_with_consent():
    assert result("E35", readmission=LEFT) == "pass"
    assert result("E35") == "not_applicable"
    early = LEFT | {"left_on": "2022-11-06"}
    assert result("E35", readmission=early) == "fail"
    assert "được xem xét từ ngày 06/11/2025" in message("E35", readmission=early)
    assert turns("E35", readmission=early) == [("2025-11-06", "pass")]


def test_readmission_waits_sixty_months_after_the_record_was_cleared():
    cleared = LEFT | {"left_on": "2015-01-01", "record_cleared_on": "2020-11-06"}
    assert line("E35", readmission=cleared).threshold == 60
    assert result("E35", readmission=cleared) == "fail"
    assert result("E35", readmission=cleared | {"record_cleared_on": "2020-11-05"}) == "pass"


def test_both_waits_must_be_over():
    late_leaving = LEFT | {"left_on": "2024-01-01", "record_cleared_on": "2015-01-01"}
    assert result("E35", readmission=late_leaving) == "fail"


@pytest.mark.parametrize("never", [{"reason_excluded": True}, {"times_before": 1}])
def test_some_are_never_admitted_again(never):
    assert result("E35", readmission=LEFT | never) == "fail"
    assert turns("E35", readmission=LEFT | never) == []


@pytest.mark.parametrize("lacking", LEFT)
def test_readmission_needs_every_fact(lacking):
    rest = {key: value for key, value in LEFT.items() if key != lacking}
    assert result("E35", readmission=rest) == "unknown"
    assert "Còn thiếu" in message("E35", readmission=rest)


def test_a_wait_that_is_known_to_run_fails_even_when_the_rest_is_missing():
    assert result("E35", readmission={"left_on": "2024-01-01"}) == "fail"


def test_the_consent_may_come_after_the_wait():
    later = LEFT | {"left_on": "2022-11-20", "consent": LATER}
    assert turns("E35", readmission=later) == [("2025-12-01", "pass")]
