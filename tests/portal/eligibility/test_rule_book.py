"""Shipped and published rule sets in one book, and the one parser that reads both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.eligibility.engine import evaluate, judge_in_brief
from portal.eligibility.loader import get_rule_set, rule_sets, shipped_rules
from portal.eligibility.parsing import parse_facts
from portal.eligibility.rule_book import RuleBook
from portal.eligibility.rule_set_parsing import RuleSetError, parse_rule_set, rule_set_document
from portal.eligibility.verdict import Kind, Result, VerdictWord
from tests.portal.eligibility.facts_made import READY, facts_with
from tests.portal.eligibility.test_properties import people

DAY = st.dates(date(2021, 1, 1), date(2030, 12, 31))


def version(code: str = "RS2026B.2", *, valid_from: str = "2027-01-01", **changes):
    document = rule_set_document(get_rule_set("RS2026B")) | {"id": code, "valid_from": valid_from, **changes}
    return parse_rule_set(document)


@pytest.mark.parametrize("rules", rule_sets(), ids=lambda rules: rules.id)
def test_a_set_written_down_is_read_back_as_it_was(rules):
    assert parse_rule_set(rule_set_document(rules)) == rules


def test_a_published_set_holds_from_its_day_and_the_one_before_until_then():
    book = RuleBook.of((*rule_sets(), version()))
    assert book.on(date(2026, 12, 31)).id == "RS2026B"
    assert book.on(date(2027, 1, 1)).id == "RS2026B.2"
    assert book.on(date(2026, 3, 1)).id == "RS2025B"


def test_a_set_with_an_end_gives_way_again():
    book = RuleBook.of((*rule_sets(), version(valid_to="2027-06-30")))
    assert book.on(date(2027, 6, 30)).id == "RS2026B.2"
    assert book.on(date(2027, 7, 1)).id == "RS2026B"
    assert date(2027, 7, 1) in book.turns_after(date(2026, 12, 1))


def test_of_two_that_begin_together_the_later_published_holds():
    book = RuleBook.of((*rule_sets(), version("RS2026B.2"), version("RS2026B.3")))
    assert book.on(date(2027, 1, 1)).id == "RS2026B.3"


@given(DAY, st.lists(st.tuples(DAY, st.integers(0, 700)), max_size=4))
def test_the_set_of_a_day_holds_on_it_and_changes_only_on_a_turn(day, spans):
    published = [
        version(
            f"RS.{number}",
            valid_from=start.isoformat(),
            valid_to=(start + timedelta(days=length)).isoformat(),
        )
        for number, (start, length) in enumerate(spans)
    ]
    book = RuleBook.of((*rule_sets(), *published))
    found = book.on(day)
    assert found.holds_on(day) or day < rule_sets()[0].valid_from
    tomorrow = day + timedelta(days=1)
    assert book.on(tomorrow) is found or tomorrow in book.turns_after(day)


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("valid_from", "soon", "valid_from"),
        ("valid_to", "2020-01-01", "valid_to"),
        ("basis", "  ", "basis"),
        ("verified", "yes", "verified"),
        ("unverified", ["E99"], "unverified"),
        ("words", {"education": "any", "ceremony_counted_from": "issue"}, "words.education"),
        ("words", {}, "words"),
        ("authority", {"congress": "majority"}, "authority.congress"),
        ("authority", {"standing_committee": "nobody"}, "authority.standing_committee"),
        ("grades", {"high": "Giỏi"}, "grades"),
        ("nonsense", 1, "nonsense"),
    ],
)
def test_a_bad_document_is_refused_by_the_key_that_is_wrong(key, value, named):
    with pytest.raises(RuleSetError) as error:
        version(**{key: value})
    assert error.value.key == named


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("youth_age", -1, "youth_age"),
        ("youth_age", 60, "youth_cadre_age"),
        ("minimum_age_months", 900, "maximum_age_months"),
        ("attendance_percent", 101, "attendance_percent"),
        ("pass_mark", True, "pass_mark"),
        ("paper_attempts", 0, "paper_attempts"),
        ("dossier_months", None, "dossier_months"),
        ("lucky_number", 7, "lucky_number"),
    ],
)
def test_a_bad_threshold_is_refused_by_its_name(name, value, named):
    thresholds = rule_set_document(get_rule_set("RS2026B"))["thresholds"] | {name: value}
    with pytest.raises(RuleSetError) as error:
        version(thresholds=thresholds)
    assert error.value.key == f"thresholds.{named}"


def test_every_criterion_that_is_judged_needs_its_source():
    sources = dict(rule_set_document(get_rule_set("RS2026B"))["sources"], E05b=" ")
    with pytest.raises(RuleSetError) as error:
        version(sources=sources)
    assert error.value.key == "sources.E05b"


def test_the_engine_judges_by_the_book_it_is_given_and_foretells_the_new_set():
    shorter = rule_set_document(get_rule_set("RS2026B"))["thresholds"] | {"certificate_months": 12}
    book = RuleBook.of((*rule_sets(), version(thresholds=shorter)))
    facts = parse_facts(
        facts_with(as_of="2026-12-01", certificate={"number": "1/GCN", "issued_on": "2025-06-01"})
    )
    now = evaluate(facts, None, book)
    assert (now.rule_set, now.result_of("E12")) == ("RS2026B", Result.PASS)
    assert [c.to for c in now.next_changes if (c.on, c.criterion) == (date(2027, 1, 1), "E12")] == [
        Result.FAIL
    ]
    assert evaluate(facts).next_changes != now.next_changes


@given(people())
@settings(max_examples=300, deadline=None)
def test_the_brief_verdict_says_what_the_long_one_says(document):
    facts = parse_facts(document)
    brief, long = judge_in_brief(facts, shipped_rules()), evaluate(facts)
    decisive = [line for line in long.criteria if line.kind in {Kind.HARD, Kind.GATE}]
    assert brief.verdict is long.verdict
    assert brief.failing == tuple(line.id for line in decisive if line.result is Result.FAIL)
    assert brief.missing == tuple(line.id for line in decisive if line.result is Result.UNKNOWN)
    ids = {line.id for line in decisive}
    first = min((change.on for change in long.next_changes if change.criterion in ids), default=None)
    assert first is None or (brief.holds_until is not None and brief.holds_until <= first)


@given(people(), st.integers(1, 1500))
@settings(max_examples=300, deadline=None)
def test_a_brief_verdict_holds_until_the_day_it_names(document, days):
    now = judge_in_brief(parse_facts(document), shipped_rules())
    later = parse_facts(document).as_of + timedelta(days=days)
    then = judge_in_brief(parse_facts(document | {"as_of": later.isoformat()}), shipped_rules())
    if now.holds_until is None or later < now.holds_until:
        assert (now.verdict, set(now.failing), set(now.missing)) == (
            then.verdict,
            set(then.failing),
            set(then.missing),
        )


def test_a_grassroots_cell_has_no_committee_to_vote():
    vote = {"cell": {"official_summoned": 9, "deducted": 0, "yes": 9}}
    facts = facts_with(step="decision", votes=vote)
    assert evaluate(parse_facts(facts)).result_of("E27") is Result.UNKNOWN
    alone = facts | {"unit": {"has_committee": False}}
    assert evaluate(parse_facts(alone)).result_of("E27") is Result.NOT_APPLICABLE
    with_committee = facts | {"unit": {"has_committee": True}}
    assert evaluate(parse_facts(with_committee)).result_of("E27") is Result.UNKNOWN


def test_recognition_in_a_grassroots_cell_rests_on_the_cell_alone():
    vote = {"cell": {"official_summoned": 9, "deducted": 0, "yes": 9}}
    facts = facts_with(step="recognition", votes=vote, unit={"has_committee": False})
    assert evaluate(parse_facts(facts)).result_of("R05") is Result.PASS
    short = facts | {"votes": {"cell": {"official_summoned": 9, "deducted": 0, "yes": 5}}}
    assert evaluate(parse_facts(short)).result_of("R05") is Result.FAIL


def test_the_usual_facts_are_ready():
    assert evaluate(parse_facts(READY)).verdict is VerdictWord.ELIGIBLE
