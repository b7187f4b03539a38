"""E29–E31, R06: limits in working days."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import judged, line, message, result, turns

DECISION = {"step": "decision", "cell_resolution_on": "2026-03-02", "decision_on": None}
CEREMONY = {
    "step": "ceremony",
    "decision_received_on": "2026-06-01",
    "ceremony_on": None,
    "as_of": "2026-06-10",
}
CONSENT = {"number": "3-CV/ĐUK", "date": "2026-07-10"}


@pytest.mark.parametrize(
    ("rule_set", "as_of", "extended", "expected"),
    [
        ("RS2025B", "2026-03-02", None, "pass"),
        ("RS2025B", "2026-05-04", None, "pass"),
        ("RS2025B", "2026-05-05", None, "fail"),
        ("RS2025B", "2026-05-05", False, "fail"),
        ("RS2025B", "2026-05-05", True, "pass"),
        ("RS2025B", "2026-05-25", True, "pass"),
        ("RS2025B", "2026-05-26", True, "fail"),
        ("RS2021", "2026-05-25", None, "pass"),
        ("RS2021", "2026-05-26", None, "fail"),
        ("RS2021", "2026-07-06", True, "pass"),
        ("RS2021", "2026-07-07", True, "fail"),
    ],
)
def test_the_decision_comes_within_its_working_days(rule_set, as_of, extended, expected):
    assert result("E29", rule_set, **DECISION, as_of=as_of, extension_granted=extended) == expected


def test_holidays_push_the_limit():
    holidays = ["2026-04-27", "2026-04-30", "2026-05-01"]
    assert result("E29", **DECISION, as_of="2026-05-07", holidays=holidays) == "pass"
    assert result("E29", **DECISION, as_of="2026-05-08", holidays=holidays) == "fail"


def test_a_saturday_worked_instead_brings_the_limit_forward():
    worked = ["2026-03-07"]
    assert result("E29", **DECISION, as_of="2026-05-04", holidays=[], worked_days=worked) == "fail"
    assert result("E29", **DECISION, as_of="2026-05-01", holidays=[], worked_days=worked) == "pass"


def test_a_running_clock_announces_the_day_it_breaks():
    assert turns("E29", **DECISION, as_of="2026-04-01") == [("2026-05-05", "fail")]
    assert turns("E29", **DECISION, as_of="2026-04-01", extension_granted=True) == [("2026-05-26", "fail")]


def test_a_decision_taken_stops_the_clock():
    taken = DECISION | {"decision_on": "2026-05-04", "as_of": "2026-09-01"}
    assert result("E29", **taken) == "pass"
    assert turns("E29", **taken) == []


def test_what_the_clock_says():
    said = message("E29", **DECISION, as_of="2026-05-05")
    assert said == (
        "Từ nghị quyết chi bộ đến quyết định: 46 ngày làm việc, quá hạn 45; có thể gia hạn thêm 15 (đến 25/05/2026)."
    )
    assert "quá hạn 60 (đến 25/05/2026)" in message("E29", **DECISION, as_of="2026-06-01")
    assert "đã gia hạn đến 25/05/2026" in message(
        "E29", **DECISION, as_of="2026-05-06", extension_granted=True
    )
    assert line("E29", **DECISION, as_of="2026-05-05").observed == 46


def test_without_the_resolution_the_clock_is_not_known():
    assert result("E29", step="decision", cell_resolution_on=None) == "unknown"
    assert judged(step="decision", cell_resolution_on=None).verdict == "eligible", "the clock only warns"


@pytest.mark.parametrize(
    ("held", "consent", "expected"),
    [
        ("2026-06-01", None, "pass"),
        ("2026-07-13", None, "pass"),
        ("2026-07-14", None, "fail"),
        ("2026-07-20", None, "fail"),
        ("2026-07-20", CONSENT, "pass"),
        ("2026-07-20", {"number": "3-CV/ĐUK", "date": "2026-07-21"}, "fail"),
        ("2026-07-20", {"number": "3-CV/ĐUK"}, "fail"),
        ("2026-05-29", None, "fail"),
    ],
)
def test_the_ceremony_within_thirty_working_days_of_receipt(held, consent, expected):
    facts = CEREMONY | {"ceremony_on": held, "as_of": held, "late_ceremony_consent": consent}
    assert result("E30", **facts) == expected


def test_a_late_ceremony_is_a_gate():
    late = judged(**(CEREMONY | {"ceremony_on": "2026-07-20", "as_of": "2026-07-20"}))
    assert late.verdict == "blocked"
    assert "Còn thiếu: văn bản đồng ý của cấp trên." in next(
        line.message for line in late.criteria if line.id == "E30"
    )


def test_a_ceremony_not_yet_held_announces_its_last_day():
    assert turns("E30", **CEREMONY) == [("2026-07-14", "fail")]
    with_consent = CEREMONY | {"late_ceremony_consent": {"number": "3", "date": "2026-08-03"}}
    assert turns("E30", **with_consent) == [("2026-07-14", "fail"), ("2026-08-03", "pass")]


def test_a_ceremony_before_the_decision_is_told():
    early = CEREMONY | {"as_of": "2026-05-29"}
    assert message("E30", **early) == ("Lễ kết nạp ngày 29/05/2026, trước ngày nhận quyết định 01/06/2026.")
    assert turns("E30", **early) == [("2026-06-01", "pass"), ("2026-07-14", "fail")]


def test_since_july_2026_the_ceremony_is_counted_from_issue():
    facts = {
        "step": "ceremony",
        "decision_on": "2026-08-03",
        "decision_received_on": "2026-09-01",
        "ceremony_on": "2026-09-20",
        "as_of": "2026-09-20",
    }
    assert result("E30", "RS2025B", **facts) == "pass"
    assert result("E30", "RS2026B", **facts) == "fail"
    assert "sau ngày ban hành quyết định 34 ngày làm việc" in message("E30", "RS2026B", **facts)


@pytest.mark.parametrize(
    ("rule_set", "key"), [("RS2025B", "decision_received_on"), ("RS2026B", "decision_on")]
)
def test_without_the_day_it_is_counted_from_the_ceremony_waits(rule_set, key):
    assert result("E30", rule_set, **(CEREMONY | {"decision_on": "2026-05-20", key: None})) == "unknown"


def test_each_person_has_a_decision_number():
    assert result("E31", step="ceremony") == "pass"
    assert result("E31", step="ceremony", decision_number=None) == "unknown"
    assert result("E31", step="ceremony", decision_number="") == "unknown"


RECOGNITION = {
    "step": "recognition",
    "ceremony_on": "2025-11-15",
    "cell_resolution_on": None,
    "decision_on": None,
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"as_of": "2026-11-14"}, "not_applicable"),
        ({"as_of": "2026-11-15"}, "pass"),
        ({"as_of": "2026-12-25"}, "pass"),
        ({"as_of": "2026-12-28"}, "fail"),
        ({"as_of": "2026-12-10", "cell_resolution_on": "2026-12-10"}, "pass"),
        ({"as_of": "2026-12-28", "cell_resolution_on": "2026-12-28"}, "fail"),
        ({"as_of": "2027-01-05", "cell_resolution_on": "2026-12-10", "decision_on": "2027-01-05"}, "pass"),
        ({"as_of": "2027-01-21", "cell_resolution_on": "2026-12-10"}, "pass"),
        ({"as_of": "2027-01-22", "cell_resolution_on": "2026-12-10"}, "fail"),
        ({"as_of": "2027-01-22", "cell_resolution_on": "2026-12-10", "extension_granted": True}, "pass"),
        ({"as_of": "2027-02-12", "cell_resolution_on": "2026-12-10", "extension_granted": True}, "fail"),
        ({"as_of": "2026-12-01", "ceremony_on": None}, "unknown"),
    ],
)
def test_recognition_is_considered_and_decided_in_time(changed, expected):
    assert result("R06", **(RECOGNITION | changed)) == expected


def test_dates_of_the_admission_are_not_taken_for_those_of_the_recognition():
    admission = RECOGNITION | {"cell_resolution_on": "2025-08-01", "decision_on": "2025-10-01"}
    assert result("R06", **admission, as_of="2026-11-14") == "not_applicable"
    assert result("R06", **admission, as_of="2026-12-28") == "fail"
    later = admission | {"cell_resolution_on": "2026-12-10"}
    assert result("R06", **later, as_of="2027-01-22") == "fail", "the old decision does not stop the clock"


def test_recognition_announces_its_clock():
    assert turns("R06", **RECOGNITION, as_of="2026-11-01") == [("2026-11-15", "pass"), ("2026-12-28", "fail")]
