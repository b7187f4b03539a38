"""The verdict, waivers and announced changes as a whole."""

from __future__ import annotations

import json

import pytest

from portal.eligibility.engine import evaluate
from portal.eligibility.facts import Facts, Waiver
from portal.eligibility.parsing import parse_facts
from portal.eligibility.steps import CRITERIA, NEVER_WAIVED, STEPS
from tests.portal.eligibility.facts_made import READY, facts_with, judged, line, message, result

SIGNED = {"criterion": "E24", "evidence": "Kết luận số 5-KL/ĐU", "person": "Bí thư đảng ủy"}
KINDS = {
    "gate": {"E10", "E23", "E30", "E33", "E34"},
    "exc": {"E04", "E06", "E07"},
    "soft": {"E29", "E37", "E38", "E39", "E40", "R06"},
}


def test_kinds_are_those_of_the_criteria_table():
    for name, criterion in CRITERIA.items():
        expected = next((kind for kind, names in KINDS.items() if name in names), "hard")
        assert criterion.kind == expected, name


def test_every_criterion_is_judged_by_some_step_and_has_a_title():
    judged_somewhere = {name for names in STEPS.values() for name in names} | {"E05b"}
    assert judged_somewhere == set(CRITERIA)
    assert "E36" not in CRITERIA
    assert all(criterion.title and criterion.id == name for name, criterion in CRITERIA.items())


@pytest.mark.parametrize("step", STEPS)
def test_knowing_nothing_is_incomplete_and_never_eligible(step):
    nothing = evaluate(parse_facts({"as_of": "2025-11-05", "step": step}))
    assert nothing.verdict == "incomplete"
    results = {line.id: line.result for line in nothing.criteria}
    assert {name for name, found in results.items() if found == "pass"} == set()
    assert {name for name, found in results.items() if found == "fail"} == set()
    assert {name for name, found in results.items() if found == "not_applicable"} <= {"E32", "E35"}


@pytest.mark.parametrize("step", STEPS)
def test_what_is_not_known_asks_for_it_in_words(step):
    nothing = evaluate(parse_facts({"as_of": "2025-11-05", "step": step}))
    for found in nothing.criteria:
        if found.result == "unknown":
            assert "Còn thiếu: " in found.message


def test_a_known_failure_outweighs_what_is_missing():
    assert judged(citizenship="LA", opinions=None).verdict == "blocked"
    assert judged(opinions=None).verdict == "incomplete"


def test_a_waiver_by_a_person_on_evidence_covers_what_is_missing_or_failed():
    assert result("E24", opinions=None, waivers=[SIGNED]) == "waived"
    assert result("E24", opinions={"residence": False}, waivers=[SIGNED]) == "waived"
    assert judged(opinions=None, waivers=[SIGNED]).verdict == "eligible"
    said = message("E24", opinions=None, waivers=[SIGNED])
    assert said.endswith("Được miễn: Kết luận số 5-KL/ĐU; người quyết định: Bí thư đảng ủy.")


def test_a_waiver_that_is_not_needed_changes_nothing():
    assert result("E24", waivers=[SIGNED]) == "pass"
    assert judged(waivers=[SIGNED]).criteria == judged().criteria


@pytest.mark.parametrize("blank", ["evidence", "person"])
def test_a_waiver_without_evidence_or_person_does_not_count(blank):
    unsigned = SIGNED | {blank: "  "}
    assert result("E24", opinions=None, waivers=[unsigned]) == "unknown"
    assert result("E24", opinions=None, waivers=[unsigned, SIGNED]) == "waived"


@pytest.mark.parametrize("name", sorted(NEVER_WAIVED))
def test_some_conditions_no_person_may_let_go(name):
    step = next(step for step, names in STEPS.items() if name in names)
    waiver = Waiver(name, "Văn bản", "Một người")
    facts = Facts(as_of=parse_facts(READY).as_of, step=step, waivers=(waiver,))
    assert evaluate(facts).result_of(name) == "unknown"


def test_changes_come_soonest_first():
    facts = {
        "birth_date": "1996-02-12",
        "certificate": {"number": "1", "issued_on": "2021-01-10"},
        "dossier_started_on": "2025-03-15",
    }
    days = [change.on for change in judged(**facts).next_changes]
    assert days == sorted(days)
    assert len(days) > 3


def test_new_rules_are_a_change_by_time_unless_a_set_is_named():
    """The clock of the ceremony starts at the issue of the decision from 26 July 2026."""
    facts = {
        "step": "ceremony",
        "as_of": "2026-07-10",
        "decision_on": "2026-06-01",
        "decision_received_on": "2026-07-01",
        "ceremony_on": None,
    }
    announced = [(turn.on.isoformat(), turn.to.value) for turn in judged(None, **facts).next_changes]
    assert announced == [("2026-07-26", "fail")]
    named = [(turn.on.isoformat(), turn.to.value) for turn in judged("RS2025B", **facts).next_changes]
    assert named == [("2026-08-13", "fail")]


def test_the_document_has_exactly_the_keys_of_the_contract():
    document = judged(opinions=None, dossier_started_on="2025-10-01").as_document()
    assert list(document) == ["rule_set", "step", "as_of", "verdict", "criteria", "next_changes"]
    for found in document["criteria"]:
        assert list(found) == ["id", "result", "kind", "observed", "threshold", "source", "message"]
    for change in document["next_changes"]:
        assert list(change) == ["on", "criterion", "to"]
    assert document["next_changes"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("rule_set", ["RS2021", "RS2026B"])
def test_the_document_is_plain_json(step, rule_set):
    document = judged(rule_set, step=step).as_document()
    assert json.loads(json.dumps(document)) == document


def test_pages_have_a_title_for_each_line():
    assert line("E12").title == "Giấy chứng nhận còn giá trị"
    assert all(found.title for found in judged().criteria)


def test_the_facts_are_left_as_they_were():
    facts = parse_facts(facts_with())
    assert evaluate(facts) == evaluate(facts)
    assert facts == parse_facts(facts_with())


def test_a_criterion_of_another_step_has_no_result():
    assert judged(step="committee").result_of("E01") is None
