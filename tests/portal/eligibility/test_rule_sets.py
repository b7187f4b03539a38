"""The rule sets that ship: dates without gaps, sources that can be found, values as in the domain rules."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from portal.eligibility.loader import UnknownRuleSetError, get_rule_set, rule_set_on, rule_sets
from portal.eligibility.rule_set import Thresholds
from portal.eligibility.steps import CRITERIA, STEPS, criteria_of
from tests.portal.eligibility.facts_made import judged

INSTRUMENT = re.compile(r"\d+-(?:QĐi?|HD|TT|CV)/[A-ZĐ]+")
DATED = re.compile(r"\d+-(?:QĐi?|HD|TT|CV)/[A-ZĐ]+ \d{2}/\d{1,2}/\d{4}")


def test_rule_sets_follow_each_other_without_a_gap():
    sets = rule_sets()
    assert [rules.id for rules in sets] == ["RS2021", "RS2025A", "RS2025B", "RS2026A", "RS2026B"]
    for earlier, later in pairwise(sets):
        assert earlier.valid_to + timedelta(days=1) == later.valid_from
    assert sets[-1].valid_to is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-01-01", "RS2021"),
        ("2021-07-30", "RS2021"),
        ("2023-09-17", "RS2021"),
        ("2025-01-19", "RS2021"),
        ("2025-01-20", "RS2025A"),
        ("2025-06-30", "RS2025A"),
        ("2025-07-01", "RS2025B"),
        ("2026-04-07", "RS2025B"),
        ("2026-04-08", "RS2026A"),
        ("2026-07-25", "RS2026A"),
        ("2026-07-26", "RS2026B"),
        ("2040-01-01", "RS2026B"),
    ],
)
def test_the_set_in_force_on_the_day_is_used_and_named(day, expected):
    """Before the oldest set the oldest is used."""
    assert rule_set_on(date.fromisoformat(day)).id == expected
    assert judged(None, as_of=day).rule_set == expected
    assert judged("RS2021", as_of=day).rule_set == "RS2021"


@pytest.mark.parametrize(
    ("rule_set", "decision", "recognition", "counted_from", "education"),
    [
        ("RS2021", (60, 30), (30, 30), "receipt", "diploma"),
        ("RS2025A", (60, 30), (30, 30), "receipt", "diploma"),
        ("RS2025B", (45, 15), (30, 15), "receipt", "diploma"),
        ("RS2026A", (45, 15), (30, 15), "receipt", "diploma"),
        ("RS2026B", (45, 15), (30, 15), "issue", "completed_programme"),
    ],
)
def test_what_differs_from_set_to_set(rule_set, decision, recognition, counted_from, education):
    rules = get_rule_set(rule_set)
    limits = rules.thresholds
    assert (limits.decision_days, limits.decision_extension_days) == decision
    assert (limits.recognition_decision_days, limits.recognition_extension_days) == recognition
    assert (rules.ceremony_counted_from, rules.education_wording) == (counted_from, education)


def test_what_is_the_same_in_every_set():
    changing = {
        "decision_days",
        "decision_extension_days",
        "recognition_decision_days",
        "recognition_extension_days",
    }
    first, *rest = (rules.thresholds for rules in rule_sets())
    for item in fields(Thresholds):
        if item.name not in changing:
            assert {getattr(limits, item.name) for limits in rest} == {getattr(first, item.name)}
    assert (first.minimum_age_months, first.maximum_age_months) == (216, 720)
    assert (first.certificate_months, first.dossier_months, first.probation_months) == (60, 12, 12)


def test_who_may_decide():
    assert get_rule_set("RS2025B").authority == {
        "standing_committee": "majority",
        "grassroots_committee": "two_thirds",
    }
    assert get_rule_set("RS2026B").authority == {
        "standing_committee": "majority",
        "grassroots_standing_committee": "majority",
    }


def test_every_criterion_of_every_step_has_a_source_in_every_set():
    for rules in rule_sets():
        for step in STEPS:
            for criterion in criteria_of(step, rules):
                source = rules.source_of(criterion.id)
                assert source, (rules.id, criterion.id)
                assert ("(cần đối chiếu văn bản gốc)" in source) == (criterion.id in rules.unverified)


def test_a_source_is_number_issuer_and_date():
    """Numbers repeat: there are three 01-HD/TW."""
    for rules in rule_sets():
        for criterion, source in rules.sources.items():
            assert len(INSTRUMENT.findall(source)) == len(DATED.findall(source)), (rules.id, criterion)


def test_no_set_cites_an_instrument_that_came_after_it():
    for rules in rule_sets():
        for criterion in {criterion.id for step in STEPS for criterion in criteria_of(step, rules)}:
            if rules.valid_to is None or criterion in {"E18", "E23", "E37", "E38", "E41"}:
                continue  # local guides and the class regulation are kept where nothing older was read
            cited = re.sub(r"\(giá trị theo [^)]*\)", "", rules.sources[criterion])
            for day, month, year in re.findall(r"(\d{2})/(\d{1,2})/(\d{4})", cited):
                assert date(int(year), int(month), int(day)) <= rules.valid_to, (rules.id, criterion)


def test_only_texts_that_were_read_are_called_verified():
    assert [rules.id for rules in rule_sets() if rules.verified] == ["RS2025B"]
    assert get_rule_set("RS2025B").unverified == {"E41"}
    for rules in rule_sets():
        assert rules.unverified <= CRITERIA.keys()
        assert rules.verified or {"E02", "E03"} <= rules.unverified


def test_the_statutes_alone_need_no_comparison():
    assert get_rule_set("RS2026B").source_of("E01") == "Điều lệ Đảng 19/01/2011, Điều 1.2"
    assert get_rule_set("RS2025B").source_of("E12") == "06-HD/TW 09/6/2025, mục 5.4b"


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("5", "Trung bình"),
        ("6.9", "Trung bình"),
        ("7", "Khá"),
        ("8", "Giỏi"),
        ("9", "Xuất sắc"),
        ("10", "Xuất sắc"),
    ],
)
def test_grades(score, grade):
    for rules in rule_sets():
        assert rules.grade_of(Decimal(score)) == grade
        assert rules.grade_of(Decimal(rules.thresholds.pass_mark))


def test_an_unknown_set_is_named_with_the_known_ones():
    with pytest.raises(UnknownRuleSetError, match=r"'RS1999'; có: RS2021, RS2025A"):
        get_rule_set("RS1999")


def test_what_a_rule_set_tells_about_itself():
    document = get_rule_set("RS2025B").as_document()
    assert document == {
        "id": "RS2025B",
        "valid_from": "2025-07-01",
        "valid_to": "2026-04-07",
        "basis": "294-QĐ/TW ngày 26/5/2025; 06-HD/TW ngày 09/6/2025; 38-HD/BTCTW ngày 29/9/2025",
        "verified": True,
        "unverified": ["E41"],
    }
    assert get_rule_set("RS2026B").as_document()["valid_to"] is None
