"""What must hold for every person: time, evidence, sources."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.eligibility.dates import add_months, birthday, months_between, years_completed
from portal.eligibility.engine import CRITERIA, STEPS, evaluate
from portal.eligibility.facts import FactsError, parse_facts
from portal.eligibility.loader import UnknownRuleSetError, get_rule_set, rule_set_on, rule_sets
from portal.eligibility.working_days import add_working_days, count_working_days, is_working_day
from tests.portal.eligibility.facts_made import READY, facts_with, judged

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
ORDER = {"blocked": 0, "incomplete": 1, "eligible": 2}
REMOVABLE = sorted(set(READY) - {"as_of", "step", "religion", "votes"})


@st.composite
def people(draw):
    """The ready person with some facts missing and the dates that matter moved."""
    missing = draw(st.sets(st.sampled_from(REMOVABLE), max_size=6))
    changes = dict.fromkeys(missing)
    if draw(st.booleans()):
        changes["birth_date"] = draw(st.dates(date(1950, 1, 1), date(2012, 1, 1))).isoformat()
    if draw(st.booleans()):
        changes["certificate"] = {"number": "1", "issued_on": draw(DAYS).isoformat()}
    if draw(st.booleans()):
        changes["dossier_started_on"] = draw(DAYS).isoformat()
    changes["step"] = draw(st.sampled_from(sorted(STEPS)))
    changes["as_of"] = draw(DAYS).isoformat()
    return facts_with(**changes)


@given(people())
@settings(max_examples=150, deadline=None)
def test_next_changes_tell_the_truth(document):
    """On each announced day the result is the announced one, and the day before it was another."""
    verdict = evaluate(parse_facts(document))
    for change in verdict.next_changes:
        on = evaluate(parse_facts(document | {"as_of": change.on.isoformat()}))
        before = evaluate(parse_facts(document | {"as_of": (change.on - timedelta(days=1)).isoformat()}))
        assert on.result_of(change.criterion) == change.to
        assert before.result_of(change.criterion) != change.to


@given(people(), st.integers(1, 900))
@settings(max_examples=150, deadline=None)
def test_time_alone_changes_nothing_that_was_not_announced(document, days):
    named = get_rule_set("RS2025B")
    now = evaluate(parse_facts(document), named)
    later_day = now.as_of + timedelta(days=days)
    expected = {line.id: line.result for line in now.criteria}
    for change in now.next_changes:
        if change.on <= later_day:
            expected[change.criterion] = change.to
    later = evaluate(parse_facts(document | {"as_of": later_day.isoformat()}), named)
    found = {line.id: line.result for line in later.criteria}
    assert found == expected


@given(people(), st.sampled_from(REMOVABLE))
@settings(max_examples=200, deadline=None)
def test_losing_evidence_never_helps(document, key):
    """Taking a fact of the ready person away cannot make the verdict better."""
    poorer = {name: value for name, value in document.items() if name != key}
    if document.get(key) != READY.get(key) or key in {
        "readmission",
        "engagement",
        "birth_date",
        "helpers",
        "cell_resolution_on",
        "decision_on",
        "ceremony_on",
        "decision_received_on",
        "education",
        "introductions",
        "prospect",
    }:
        return
    before = ORDER[evaluate(parse_facts(document)).verdict]
    after = ORDER[evaluate(parse_facts(poorer)).verdict]
    assert after <= max(before, ORDER["incomplete"])


def test_every_criterion_of_every_step_has_a_source_in_every_set():
    for rules in rule_sets():
        for step in STEPS:
            verdict = judged(rules.id, step=step)
            assert all(line.source for line in verdict.criteria), (rules.id, step)
            assert rules.verified != any("cần đối chiếu" in line.source for line in verdict.criteria)


def test_rule_sets_follow_each_other_without_a_gap():
    sets = rule_sets()
    assert [rules.id for rules in sets] == ["RS2021", "RS2025A", "RS2025B", "RS2026A", "RS2026B"]
    for earlier, later in zip(sets, sets[1:], strict=False):
        assert earlier.valid_to + timedelta(days=1) == later.valid_from
    assert sets[-1].valid_to is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-01-01", "RS2021"),
        ("2023-09-17", "RS2021"),
        ("2025-01-20", "RS2025A"),
        ("2025-07-01", "RS2025B"),
        ("2026-04-08", "RS2026A"),
        ("2026-11-23", "RS2026B"),
    ],
)
def test_the_set_in_force_on_the_day_is_used_and_named(day, expected):
    assert rule_set_on(date.fromisoformat(day)).id == expected
    assert judged(None, as_of=day).rule_set == expected


def test_an_unknown_set_is_named_with_the_known_ones():
    with pytest.raises(UnknownRuleSetError, match=r"RS1999: one of RS2021"):
        get_rule_set("RS1999")


def test_titles_are_there_for_pages():
    assert all(criterion.title and criterion.id == name for name, criterion in CRITERIA.items())


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ([], "(document)"),
        ({"step": "cell"}, "as_of"),
        ({"as_of": "2025-01-01"}, "step"),
        ({"as_of": "2025-02-30", "step": "cell"}, "as_of"),
        ({"as_of": "2025-01-01", "step": "cel"}, "step"),
        ({"as_of": "2025-01-01", "step": "cell", "citizen": "VN"}, "citizen"),
        ({"as_of": "2025-01-01", "step": "cell", "youth_member": "yes"}, "youth_member"),
        ({"as_of": "2025-01-01", "step": "cell", "helpers": {}}, "helpers"),
        ({"as_of": "2025-01-01", "step": "cell", "helpers": [{"official": 1}]}, "helpers[0].official"),
        ({"as_of": "2025-01-01", "step": "cell", "introductions": [{}]}, "introductions[0].kind"),
        ({"as_of": "2025-01-01", "step": "cell", "votes": {"cell": {"yes": -1}}}, "votes.cell.yes"),
        ({"as_of": "2025-01-01", "step": "cell", "votes": 3}, "votes"),
        ({"as_of": "2025-01-01", "step": "cell", "paper_scores": ["8"]}, "paper_scores[0]"),
        ({"as_of": "2025-01-01", "step": "cell", "citizenship": 84}, "citizenship"),
        (
            {"as_of": "2025-01-01", "step": "cell", "certificate": {"issued_on": 2024}},
            "certificate.issued_on",
        ),
    ],
)
def test_a_wrong_fact_is_named(document, key):
    with pytest.raises(FactsError) as caught:
        parse_facts(document)
    assert caught.value.key == key


def test_null_means_not_known_except_where_it_says_something():
    empty = parse_facts(
        {
            "as_of": "2025-01-01",
            "step": "cell",
            "votes": None,
            "holidays": None,
            "education_status": None,
            "birth_date": None,
        }
    )
    assert empty == parse_facts({"as_of": "2025-01-01", "step": "cell"})
    assert parse_facts({"as_of": "2025-01-01", "step": "cell", "religion": None}) != empty


@given(DAYS, st.integers(0, 120), st.sets(DAYS, max_size=20))
def test_a_limit_ends_on_a_working_day_counted_back(start, days, holidays):
    end = add_working_days(start, days, holidays)
    assert count_working_days(start, end, holidays) == days
    if days:
        assert is_working_day(end, holidays)
        assert count_working_days(start, end - timedelta(days=1), holidays) == days - 1


@given(DAYS, DAYS, st.sets(DAYS, max_size=20))
def test_working_days_are_counted_as_by_hand(start, end, holidays):
    by_hand = sum(
        is_working_day(start + timedelta(days=i), holidays) for i in range(1, max(0, (end - start).days) + 1)
    )
    assert count_working_days(start, end, holidays) == by_hand


def test_a_limit_is_not_negative():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 1, 1), -1)


@given(DAYS, st.integers(0, 800))
def test_months_later_keeps_the_day_or_takes_the_last(day, months):
    later = add_months(day, months)
    assert months_between(day, later) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_birthdays_of_the_29th_of_february():
    assert birthday(date(2004, 2, 29), 31) == date(2035, 3, 1)
    assert years_completed(date(2004, 2, 29), date(2035, 2, 28)) == 30
    assert years_completed(date(2004, 2, 29), date(2035, 3, 1)) == 31
