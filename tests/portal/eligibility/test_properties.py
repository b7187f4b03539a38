"""What must hold for every person: time tells the truth, good evidence never harms."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.eligibility.engine import evaluate
from portal.eligibility.loader import get_rule_set
from portal.eligibility.parsing import parse_facts
from portal.eligibility.steps import STEPS
from tests.portal.eligibility.facts_made import READY

DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31)).map(date.isoformat)
NEAR = st.dates(date(2024, 6, 1), date(2027, 6, 1)).map(date.isoformat)
BIRTHS = st.dates(date(1960, 1, 1), date(2012, 1, 1)).map(date.isoformat)
MAYBE = st.none() | st.booleans()
RANK = {"fail": 0, "unknown": 1, "waived": 2, "not_applicable": 2, "pass": 2}
VERDICT = {"blocked": 0, "incomplete": 1, "eligible": 2}


def record(**values):
    """An object with some of its keys, or nothing at all."""
    return st.none() | st.fixed_dictionaries({}, optional=values)


PAPER = record(number=st.just("1-CV"), date=NEAR)
INTRODUCTION = st.fixed_dictionaries(
    {"kind": st.sampled_from(["official_member", "youth_union", "trade_union"])},
    optional={
        "date": NEAR,
        "official": MAYBE,
        "together_since": NEAR,
        "is_replacement": st.booleans(),
        "resolution_no": st.just("5-NQ"),
    },
)
COUNTS = {"deducted": st.integers(0, 3), "yes": st.integers(0, 15)}
FACTS = {
    "citizenship": st.sampled_from(["VN", "LA"]),
    "birth_date": BIRTHS,
    "education": st.sampled_from(["literate", "primary", "lower_secondary", "university"]),
    "education_status": st.sampled_from(["diploma", "completed_programme"]),
    "residence_area": st.sampled_from(["normal", "difficult"]),
    "village_prestige": MAYBE,
    "central_consent": PAPER,
    "special_need": MAYBE,
    "health_and_prestige": MAYBE,
    "religion": st.sampled_from([None, "Phật giáo"]),
    "religion_consent": PAPER,
    "foreign_spouse": MAYBE,
    "foreign_origin": MAYBE,
    "foreign_consent": PAPER,
    "prospect": record(resolution_no=st.just("1"), listed_on=NEAR, removed_on=NEAR),
    "helpers": st.lists(
        st.fixed_dictionaries({}, optional={"official": MAYBE, "from": NEAR, "to": NEAR}), max_size=3
    ),
    "unit": record(has_youth_union=MAYBE, has_trade_union=MAYBE),
    "youth_member": MAYBE,
    "youth_cadre": MAYBE,
    "trade_union_member": MAYBE,
    "introductions": st.lists(INTRODUCTION, max_size=4),
    "certificate": record(number=st.just("1"), issued_on=DAYS),
    "dossier_permission": PAPER,
    "dossier_started_on": NEAR,
    "dossier_renewed_on": NEAR,
    "application_on": NEAR,
    "history": record(declared=MAYBE, certified_on=NEAR),
    "verification": record(complete=MAYBE, exempt=MAYBE, verifier_is_family=MAYBE),
    "political_standard": st.sampled_from(["met", "undetermined", "not_met"]),
    "opinions": record(unions=MAYBE, residence=MAYBE),
    "votes": record(
        cell=record(official_summoned=st.integers(0, 15), **COUNTS),
        committee=record(members=st.integers(0, 15), **COUNTS),
        authority=record(
            kind=st.sampled_from(
                ["standing_committee", "grassroots_committee", "grassroots_standing_committee"]
            ),
            members=st.integers(0, 15),
            yes=st.integers(0, 15),
        ),
    ),
    "cell_resolution_on": NEAR,
    "decision_on": NEAR,
    "decision_received_on": NEAR,
    "decision_number": st.just("101"),
    "ceremony_on": NEAR,
    "extension_granted": MAYBE,
    "late_ceremony_consent": PAPER,
    "holidays": st.lists(NEAR, max_size=5),
    "readmission": record(
        left_on=DAYS,
        reason_excluded=MAYBE,
        record_cleared_on=DAYS,
        times_before=st.integers(0, 1),
        consent=PAPER,
    ),
    "reviews": st.lists(
        st.fixed_dictionaries(
            {"period": st.integers(0, 35).map(lambda n: f"{2024 + n // 12}-{n % 12 + 1:02d}")},
            optional={"on_time": MAYBE},
        ),
        max_size=20,
    ),
    "review_months_required": st.integers(0, 6),
    "task_given": MAYBE,
    "ratings": st.lists(st.sampled_from(["good", "completed"]), max_size=3),
    "probation": record(
        self_review_on=NEAR, new_member_certificate=MAYBE, helper_remark=MAYBE, opinions=MAYBE
    ),
    "engagement": record(
        type=st.sampled_from(["contract", "study"]), months=st.integers(0, 20), considering=st.just("host")
    ),
    "waivers": st.lists(
        st.fixed_dictionaries(
            {
                "criterion": st.sampled_from(["E03", "E05", "E12", "E25", "E30"]),
                "evidence": st.sampled_from(["Văn bản số 1", ""]),
                "person": st.just("Bí thư"),
            }
        ),
        max_size=2,
    ),
}
"""Anything a clerk may have recorded, right or wrong, by key."""


@st.composite
def people(draw):
    """The ready person in some facts, anything recorded or nothing known in the others."""
    document = {key: value for key, value in READY.items() if draw(st.booleans())}
    for key in draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=25)):
        document[key] = draw(FACTS[key])
    return document | {"as_of": draw(NEAR), "step": draw(st.sampled_from(sorted(STEPS)))}


def results(verdict):
    return {line.id: line.result.value for line in verdict.criteria}


@given(people(), st.sampled_from([None, "RS2025B", "RS2026B"]))
@settings(max_examples=300, deadline=None)
def test_an_announced_change_is_true(document, name):
    """On each announced day the result is the announced one, and the day before it was another."""
    rules = get_rule_set(name) if name else None
    verdict = evaluate(parse_facts(document), rules)
    days = [change.on for change in verdict.next_changes]
    assert days == sorted(days)
    for change in verdict.next_changes:
        assert change.on > verdict.as_of
        on = evaluate(parse_facts(document | {"as_of": change.on.isoformat()}), rules)
        eve = evaluate(parse_facts(document | {"as_of": (change.on - timedelta(days=1)).isoformat()}), rules)
        assert on.result_of(change.criterion) == change.to
        assert eve.result_of(change.criterion) != change.to


@given(people(), st.integers(1, 1500), st.sampled_from(["RS2025B", "RS2026B"]))
@settings(max_examples=400, deadline=None)
def test_time_changes_nothing_that_was_not_announced(document, days, name):
    rules = get_rule_set(name)
    now = evaluate(parse_facts(document), rules)
    later_day = now.as_of + timedelta(days=days)
    expected = results(now)
    for change in now.next_changes:
        if change.on <= later_day:
            expected[change.criterion] = change.to.value
    later = evaluate(parse_facts(document | {"as_of": later_day.isoformat()}), rules)
    assert results(later) == expected


GOOD = {
    key: READY[key]
    for key in (
        *("citizenship", "education", "religion", "prospect", "certificate", "dossier_permission"),
        *("application_on", "history", "verification", "political_standard", "opinions", "task_given"),
        *("votes", "decision_number", "ratings", "reviews", "attendance", "paper_scores"),
    )
} | {
    "helpers": [{"official": True, "from": "2024-01-10"}],
    "introductions": [
        {"kind": "youth_union", "resolution_no": "5-NQ"},
        {"kind": "trade_union", "resolution_no": "3-NQ"},
        {"kind": "official_member", "official": True, "together_since": "2020-01-01"},
        {"kind": "official_member", "official": True, "together_since": "2020-01-01"},
    ],
    "youth_member": True,
    "trade_union_member": True,
    "health_and_prestige": True,
    "special_need": True,
    "village_prestige": True,
    "central_consent": {"number": "9-CV", "date": "2025-01-01"},
    "religion_consent": {"number": "9-CV", "date": "2025-01-01"},
    "foreign_consent": {"number": "9-CV", "date": "2025-01-01"},
    "late_ceremony_consent": {"number": "9-CV", "date": "2025-01-01"},
    "dossier_started_on": "2025-08-15",
}
"""Evidence that nobody could hold against the person, on the day of READY."""


@given(people(), st.sampled_from(sorted(GOOD)))
@settings(max_examples=400, deadline=None)
def test_good_evidence_never_harms(document, key):
    """Knowing something good instead of nothing makes no criterion and no verdict worse."""
    without = {name: value for name, value in document.items() if name != key} | {"as_of": READY["as_of"]}
    before = evaluate(parse_facts(without))
    after = evaluate(parse_facts(without | {key: GOOD[key]}))
    better = results(after)
    for criterion, found in results(before).items():
        assert RANK[better[criterion]] >= RANK[found], (criterion, key)
    assert VERDICT[after.verdict] >= VERDICT[before.verdict]


@given(people())
@settings(max_examples=200, deadline=None)
def test_the_verdict_is_what_the_lines_say(document):
    verdict = evaluate(parse_facts(document))
    decisive = {line.result.value for line in verdict.criteria if line.kind.value in {"hard", "gate"}}
    assert (verdict.verdict == "blocked") == ("fail" in decisive)
    assert (verdict.verdict == "eligible") == decisive.isdisjoint({"fail", "unknown"})
    for line in verdict.criteria:
        assert line.message
        assert line.source
        assert ("Còn thiếu: " in line.message) or line.result != "unknown"
