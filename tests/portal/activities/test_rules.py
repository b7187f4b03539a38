"""Votes of a branch, the thirty days, periods and rates."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.activities.log.operations.clone_activities import same_day
from portal.activities.overview.figures import Period, UnitFigures, whole_of
from portal.activities.referrals.rules import age_on, answer_due_on, vote_problem


@pytest.mark.parametrize(
    ("members", "present", "yes", "field"),
    [
        (12, 11, 8, None),
        (12, 11, 7, "yes_votes"),
        (12, 13, 8, "present_count"),
        (12, 8, 9, "yes_votes"),
        (0, 0, 0, "member_count"),
        (3, 2, 2, None),
        (10, 10, 6, "yes_votes"),
        (10, 10, 7, None),
    ],
)
def test_two_thirds_of_all_members_carry_a_proposal(members, present, yes, field):
    problem = vote_problem(member_count=members, present_count=present, yes_votes=yes)
    assert (problem[0] if problem else None) == field


@given(st.integers(1, 500), st.integers(0, 500))
def test_one_vote_more_never_loses_a_proposal(members, yes):
    if (
        yes + 1 <= members
        and vote_problem(member_count=members, present_count=members, yes_votes=yes) is None
    ):
        assert vote_problem(member_count=members, present_count=members, yes_votes=yes + 1) is None


def test_the_answer_is_due_thirty_days_after_sending():
    assert answer_due_on(date(2026, 11, 23)) == date(2026, 12, 23)


def test_age_counts_whole_years():
    assert age_on(date(2000, 3, 8), date(2026, 3, 7)) == 25
    assert age_on(date(2000, 3, 8), date(2026, 3, 8)) == 26


@pytest.mark.parametrize(
    ("period", "first", "last", "words"),
    [
        (Period(2026), date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        (Period(2026, 1), date(2026, 1, 1), date(2026, 3, 31), "quý I năm 2026"),
        (Period(2024, 1), date(2024, 1, 1), date(2024, 3, 31), "quý I năm 2024"),
        (Period(2026, 4), date(2026, 10, 1), date(2026, 12, 31), "quý IV năm 2026"),
    ],
)
def test_a_period_knows_its_days(period, first, last, words):
    assert (period.first_day, period.last_day, period.words) == (first, last, words)


@given(st.integers(1990, 2200))
def test_four_quarters_make_a_year(year):
    quarters = [Period(year, quarter) for quarter in (1, 2, 3, 4)]
    assert [month for quarter in quarters for month in quarter.months] == Period(year).months
    for before, after in itertools.pairwise(quarters):
        assert (after.first_day - before.last_day).days == 1


def test_the_rate_of_an_empty_branch_is_nothing():
    assert UnitFigures("A", 0, 0, 0, 0).rate == 0
    assert whole_of([UnitFigures("A", 4, 1, 2, 3), UnitFigures("B", 0, 1, 0, 0)]).rate == 0.5


def test_a_leap_day_is_planned_a_day_earlier():
    assert same_day(date(2024, 2, 29), 2026) == date(2026, 2, 28)
    assert same_day(date(2025, 3, 26), 2026) == date(2026, 3, 26)
