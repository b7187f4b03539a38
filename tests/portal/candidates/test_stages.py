"""The path: what may follow what, which paper and vote a step needs, and when a vote passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.candidates.clocks import BEGINS, clock_start
from portal.candidates.exits import OTHER, reasons_for
from portal.candidates.phases import PHASES, phase_of
from portal.candidates.stages import (
    COMMITTEE_ONLY,
    FOLLOWED,
    IN_LIST,
    LEAVING,
    MOVED_AS_DECIDED,
    NEXT,
    PATH,
    PROBATIONARY,
    RULES,
    Body,
    Desk,
    Stage,
    allowed_steps,
    desk_of,
    document_of,
    is_allowed,
    next_gate,
    open_steps,
    still_holding,
    voting_body,
)
from portal.candidates.timeline import MILESTONES, PastStep, build_timeline, milestones_after
from portal.candidates.votes import VoteCount, reaches_threshold, vote_as_fact, vote_passed

stages = st.sampled_from(list(Stage))


def test_every_stage_is_named_and_has_declared_ways_on():
    assert set(RULES) == set(NEXT) == set(Stage)


WAYS = """
nominated: prospect
prospect: class_proposed class_enrolled class_passed
class_proposed: class_enrolled class_passed prospect
class_enrolled: class_passed prospect
class_passed: dossier_permitted class_proposed
dossier_permitted: dossier_in_progress
dossier_in_progress: cell_resolved not_approved stale
cell_resolved: committee_resolved section_appraised not_approved returned_for_supplement stale
section_appraised: committee_resolved not_approved returned_for_supplement stale
committee_resolved: submitted returned_for_supplement stale
submitted: appraised decided not_approved returned_for_supplement stale
appraised: decided not_approved returned_for_supplement stale
decided: ceremony_held annulled
ceremony_held: new_member_class recognition_cell_resolved deleted_probationary annulled
new_member_class: recognition_cell_resolved deleted_probationary annulled
recognition_cell_resolved: recognition_committee_resolved deleted_probationary annulled
recognition_committee_resolved: official deleted_probationary annulled
official: annulled
removed_from_list: nominated prospect
withdrawn: nominated prospect
not_approved: dossier_in_progress prospect
returned_for_supplement: dossier_in_progress cell_resolved committee_resolved submitted
transferred_out:
stale: dossier_in_progress prospect
annulled: dossier_in_progress
deleted_probationary:
"""
RECORDED_BY_THE_SECRETARY = """
dossier_permitted section_appraised committee_resolved submitted appraised decided
transferred_out recognition_committee_resolved official returned_for_supplement annulled deleted_probationary
"""


def test_the_machine_is_the_table():
    table = dict(line.split(":") for line in WAYS.strip().splitlines())
    for stage in Stage:
        declared = table[stage.value].split()
        leaving = ["removed_from_list", "withdrawn", "transferred_out"] if stage in FOLLOWED else []
        moving = ["transferred_out"] if stage in MOVED_AS_DECIDED else []
        assert [to.value for to in allowed_steps(stage)] == declared + leaving + moving


def test_a_cell_secretary_records_what_the_cell_did():
    desks = {stage.value for stage in Stage if RULES[stage].desk is not Desk.CELL}
    assert desks == set(RECORDED_BY_THE_SECRETARY.split())
    refusals = {
        stage: desk_of(stage, Stage.NOT_APPROVED) for stage in Stage if is_allowed(stage, Stage.NOT_APPROVED)
    }
    assert refusals == {
        Stage.DOSSIER_IN_PROGRESS: Desk.CELL,
        Stage.CELL_RESOLVED: Desk.COMMITTEE,
        Stage.SECTION_APPRAISED: Desk.COMMITTEE,
        Stage.SUBMITTED: Desk.AUTHORITY,
        Stage.APPRAISED: Desk.AUTHORITY,
    }


def test_a_grassroots_cell_sends_its_resolution_itself():
    assert allowed_steps(Stage.CELL_RESOLVED, has_committee=False)[0] is Stage.SUBMITTED
    assert allowed_steps(Stage.RECOGNITION_CELL_RESOLVED, has_committee=False)[0] is Stage.OFFICIAL
    for stage in Stage:
        ways = allowed_steps(stage, has_committee=False)
        assert not set(ways) & COMMITTEE_ONLY
        assert len(ways) == len(set(ways))


def test_every_way_out_has_its_reasons_and_the_straight_way_none():
    for stage in Stage:
        reasons = reasons_for(stage)
        assert bool(reasons) == (stage not in PATH)
        assert not reasons or list(reasons)[-1] == OTHER


def test_a_refusal_is_voted_by_who_would_have_resolved():
    assert voting_body(Stage.DOSSIER_IN_PROGRESS, Stage.NOT_APPROVED) is Body.CELL
    assert voting_body(Stage.CELL_RESOLVED, Stage.NOT_APPROVED) is Body.COMMITTEE
    assert voting_body(Stage.APPRAISED, Stage.NOT_APPROVED) is Body.AUTHORITY
    assert voting_body(Stage.SUBMITTED, Stage.DECIDED) is Body.AUTHORITY
    assert voting_body(Stage.CEREMONY_HELD, Stage.DELETED_PROBATIONARY) is Body.AUTHORITY


@dataclass(frozen=True)
class Went:
    """A step as far as the machine reads it."""

    to_stage: Stage
    happened_on: date = date(2026, 1, 1)


@st.composite
def walks(draw):
    """Walk any allowed way from the beginning, one day a step."""
    stage, steps = Stage.NOMINATED, []
    for number in range(draw(st.integers(0, 25))):
        ways = open_steps(stage, [step.to_stage for step in still_holding(steps)])
        if not ways:
            break
        stage = draw(st.sampled_from(ways))
        steps.append(Went(stage, date(2026, 1, 1) + timedelta(days=number)))
    return steps


@given(walks())
def test_what_still_holds_never_runs_ahead_of_where_one_stands(steps):
    held = [step.to_stage for step in still_holding(steps) if step.to_stage in PATH]
    assert held == sorted(set(held), key=PATH.index)
    if steps and steps[-1].to_stage in PATH:
        assert held[-1] is steps[-1].to_stage


@given(walks())
def test_nobody_is_decided_upon_without_the_cell_and_the_committee(steps):
    held = {step.to_stage for step in still_holding(steps)}
    if Stage.DECIDED in held:
        assert {Stage.CELL_RESOLVED, Stage.COMMITTEE_RESOLVED, Stage.SUBMITTED} <= held


@given(walks())
def test_a_limit_counts_from_a_step_that_still_holds(steps):
    stage = steps[-1].to_stage if steps else Stage.NOMINATED
    start = clock_start(stage, steps)
    assert (start is not None) == (stage in BEGINS)
    if start is not None:
        assert start in {s.happened_on for s in still_holding(steps) if s.to_stage is BEGINS[stage]}


def test_a_dossier_begun_again_has_no_resolution_and_a_returned_one_skips_no_vote():
    way = [Stage.DOSSIER_IN_PROGRESS, Stage.CELL_RESOLVED, Stage.RETURNED_FOR_SUPPLEMENT]
    held = [step.to_stage for step in still_holding([Went(stage) for stage in way])]
    offered = open_steps(Stage.RETURNED_FOR_SUPPLEMENT, held)
    assert Stage.COMMITTEE_RESOLVED in offered
    assert Stage.SUBMITTED not in offered
    again = still_holding([Went(stage) for stage in (*way, Stage.DOSSIER_IN_PROGRESS)])
    assert [step.to_stage for step in again] == [Stage.DOSSIER_IN_PROGRESS]


def test_an_annulled_decision_no_longer_holds():
    way = [Stage.SUBMITTED, Stage.DECIDED, Stage.CEREMONY_HELD, Stage.ANNULLED]
    held = still_holding([Went(stage) for stage in way])
    assert [step.to_stage for step in held] == [Stage.SUBMITTED, Stage.ANNULLED]


@given(stages)
def test_a_stage_stands_in_one_column_of_the_board_at_most(stage):
    assert sum(stage in rule.stages for rule in PHASES.values()) == (phase_of(stage) is not None)


@given(stages)
def test_no_step_leads_back_to_itself_or_is_offered_twice(stage):
    ways = allowed_steps(stage)
    assert stage not in ways
    assert len(ways) == len(set(ways))


@given(stages, stages)
def test_what_is_offered_is_what_is_allowed(stage, to):
    assert is_allowed(stage, to) == (to in allowed_steps(stage))


def test_the_straight_path_can_be_walked_from_first_to_last():
    skipped = {Stage.CLASS_ENROLLED, Stage.SECTION_APPRAISED, Stage.APPRAISED, Stage.NEW_MEMBER_CLASS}
    walk = [stage for stage in PATH if stage not in skipped]
    assert all(is_allowed(stage, to) for stage, to in pairwise(walk))


def test_nobody_is_admitted_without_the_votes_before():
    voted = {Stage.SUBMITTED, Stage.APPRAISED}
    assert {stage for stage in Stage if is_allowed(stage, Stage.DECIDED)} == voted
    assert {stage for stage in Stage if is_allowed(stage, Stage.CEREMONY_HELD)} == {Stage.DECIDED}


def test_one_leaves_the_list_until_the_decision_and_only_by_annulment_or_deletion_after():
    assert {stage for stage in Stage if is_allowed(stage, Stage.REMOVED_FROM_LIST)} == FOLLOWED
    assert not FOLLOWED & PROBATIONARY
    for stage in PROBATIONARY:
        assert LEAVING & set(allowed_steps(stage)) == {Stage.TRANSFERRED_OUT}, "who moves stays on probation"
        assert Stage.DELETED_PROBATIONARY in allowed_steps(stage)


def test_the_list_ends_where_the_decision_begins():
    assert Stage.SUBMITTED in IN_LIST
    assert Stage.DECIDED not in IN_LIST
    assert Stage.NOMINATED not in IN_LIST


@pytest.mark.parametrize(
    ("stage", "gate"),
    [
        (Stage.NOMINATED, "dossier"),
        (Stage.CLASS_PASSED, "dossier"),
        (Stage.DOSSIER_PERMITTED, "cell"),
        (Stage.DOSSIER_IN_PROGRESS, "cell"),
        (Stage.CELL_RESOLVED, "committee"),
        (Stage.SUBMITTED, "decision"),
        (Stage.DECIDED, "ceremony"),
        (Stage.CEREMONY_HELD, "recognition"),
        (Stage.OFFICIAL, ""),
        (Stage.STALE, "cell"),
        (Stage.REMOVED_FROM_LIST, "dossier"),
    ],
)
def test_the_gate_ahead_is_the_one_judged(stage, gate):
    assert next_gate(stage) == gate


@pytest.mark.parametrize(
    ("body", "base", "yes", "passed"),
    [
        (Body.CELL, 14, 9, False),
        (Body.CELL, 14, 10, True),
        (Body.AUTHORITY, 11, 5, False),
        (Body.AUTHORITY, 11, 6, True),
        (Body.COMMITTEE, 15, 9, False),
        (Body.COMMITTEE, 15, 10, True),
        (Body.CELL, 0, 0, False),
        (Body.CELL, 5, 6, False),
    ],
)
def test_the_thresholds_of_the_rules(body, base, yes, passed):
    assert reaches_threshold(body, yes=yes, base=base) is passed


def test_an_authorised_committee_decides_by_two_thirds_and_a_standing_one_by_majority():
    assert vote_passed(Body.AUTHORITY, VoteCount(total=15, yes=9, kind="standing_committee"))
    assert not vote_passed(Body.AUTHORITY, VoteCount(total=15, yes=9, kind="grassroots_committee"))


@given(st.sampled_from(list(Body)), st.integers(1, 300), st.integers(0, 299))
def test_one_more_vote_never_turns_a_pass_into_a_failure(body, base, yes):
    if reaches_threshold(body, yes=yes, base=base) and yes < base:
        assert reaches_threshold(body, yes=yes + 1, base=base)


@given(st.integers(1, 200), st.integers(0, 50), st.integers(0, 200))
def test_taking_absent_members_out_never_makes_it_harder(total, deducted, yes):
    vote = VoteCount(total=total, yes=yes)
    fewer = VoteCount(total=total, yes=yes, deducted=deducted)
    if vote_passed(Body.CELL, vote) and yes <= fewer.base:
        assert vote_passed(Body.CELL, fewer)


def test_counts_are_kept_in_the_words_of_the_facts():
    assert vote_as_fact(Body.CELL, VoteCount(17, 10, 3)) == {
        "official_summoned": 17,
        "deducted": 3,
        "yes": 10,
    }
    assert vote_as_fact(Body.COMMITTEE, VoteCount(15, 10)) == {"members": 15, "deducted": 0, "yes": 10}
    assert vote_as_fact(Body.AUTHORITY, VoteCount(11, 6)) == {
        "kind": "standing_committee",
        "members": 11,
        "yes": 6,
    }


def test_coming_back_from_the_class_needs_no_new_resolution():
    assert document_of(Stage.NOMINATED, Stage.PROSPECT) == "nghị quyết chi bộ"
    assert document_of(Stage.CLASS_ENROLLED, Stage.PROSPECT) == ""
    assert document_of(Stage.REMOVED_FROM_LIST, Stage.PROSPECT) == "nghị quyết chi bộ"


def test_the_line_shows_what_was_then_here_then_the_milestones_ahead():
    line = build_timeline([PastStep(Stage.PROSPECT, None, "12-NQ/CB"), PastStep(Stage.CLASS_PROPOSED, None)])
    assert [row.state for row in line] == ["done", "now", *["next"] * 7]
    assert line[0].detail == "số 12-NQ/CB"
    assert line[2].title == RULES[Stage.CLASS_PASSED].label
    assert line[2].actor == "cấp ủy mở lớp"


@given(stages)
def test_nothing_behind_is_announced_as_ahead(stage):
    ahead = milestones_after(stage)
    assert ahead == [m for m in MILESTONES if m in ahead]
    if stage in PATH:
        assert all(PATH.index(milestone) > PATH.index(stage) for milestone in ahead)


def test_somebody_gone_has_nothing_ahead():
    assert milestones_after(Stage.TRANSFERRED_OUT) == []
    assert build_timeline([]) == []
