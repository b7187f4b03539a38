"""The path: what may follow what, which paper and vote a step needs, and when a vote passed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.candidates.stages import (
    FOLLOWED,
    IN_LIST,
    LEAVING,
    NEXT,
    PATH,
    PROBATIONARY,
    RULES,
    Body,
    Stage,
    allowed_steps,
    document_of,
    is_allowed,
    next_gate,
)
from portal.candidates.timeline import MILESTONES, PastStep, build_timeline, milestones_after
from portal.candidates.votes import VoteCount, reaches_threshold, vote_as_fact, vote_passed

stages = st.sampled_from(list(Stage))


def test_every_stage_is_named_and_has_declared_ways_on():
    assert set(RULES) == set(NEXT) == set(Stage)


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
        assert not LEAVING & set(allowed_steps(stage))
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
