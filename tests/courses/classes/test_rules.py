"""Sessions, seats and the 80 % of periods: exact, by periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.classes.rules import (
    PERIODS_A_SESSION,
    AttendanceCount,
    Part,
    Standing,
    check_quota,
    count_standings,
    plan_sessions,
    seats_left,
    why_not_nominate,
)
from courses.classes.states import NEXT_STATES, ClassState, is_allowed

MONDAY = date(2026, 11, 23)
DAYS = [MONDAY + timedelta(days=offset) for offset in range(60)]


def test_the_programme_of_50_periods_takes_five_days():
    periods = [5, 10, 5, 5, 5, 5, 5, 5, 5]
    sessions = plan_sessions([Part(i, f"Bài {i}", n) for i, n in enumerate(periods)], DAYS)
    assert len(sessions) == 10
    assert {session.day for session in sessions} == set(DAYS[:5])
    assert [session.lesson for session in sessions][:4] == [0, 1, 1, 2]


@given(st.lists(st.integers(1, 23), min_size=1, max_size=12))
def test_no_period_is_lost_and_no_half_day_holds_too_many(periods):
    sessions = plan_sessions([Part(i, "", n) for i, n in enumerate(periods)], DAYS)
    for lesson, wanted in enumerate(periods):
        assert sum(session.periods for session in sessions if session.lesson == lesson) == wanted
    assert all(1 <= session.periods <= PERIODS_A_SESSION for session in sessions)
    starts = [(session.day, session.begins_at) for session in sessions]
    assert starts == sorted(set(starts))


def test_too_few_days_are_said_so():
    with pytest.raises(ValueError, match="days"):
        plan_sessions([Part(1, "", 11)], DAYS[:1])


@pytest.mark.parametrize(
    ("attended", "held", "standing"),
    [
        (40, 50, Standing.REACHED),
        (39, 50, Standing.OUT_OF_REACH),
        (39, 49, Standing.BEHIND),
        (0, 0, Standing.ON_TRACK),
        (15, 20, Standing.BEHIND),
        (16, 20, Standing.ON_TRACK),
        (0, 10, Standing.BEHIND),
        (0, 11, Standing.OUT_OF_REACH),
    ],
)
def test_standing_against_80_percent_of_50(attended, held, standing):
    assert AttendanceCount(attended, held, 50, 80).standing is standing


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60), st.integers(1, 100))
def test_out_of_reach_means_that_even_full_attendance_from_now_on_is_too_little(a, b, required, percent):
    attended, held = min(a, b), min(max(a, b), required)
    count = AttendanceCount(min(attended, held), held, required, percent)
    best = AttendanceCount(count.attended + required - held, required, required, percent)
    assert (count.standing is Standing.OUT_OF_REACH) == (not best.is_enough)


def test_standings_are_counted():
    counts = [
        AttendanceCount(40, 50, 50, 80),
        AttendanceCount(39, 50, 50, 80),
        AttendanceCount(50, 50, 50, 80),
    ]
    assert count_standings(counts) == {Standing.REACHED: 2, Standing.OUT_OF_REACH: 1}


def test_nominations_are_taken_while_the_class_is_open_and_until_the_day():
    assert why_not_nominate(ClassState.OPEN, MONDAY, MONDAY) == ""
    assert "hết hạn" in why_not_nominate(ClassState.OPEN, MONDAY, MONDAY + timedelta(days=1))
    for state in set(ClassState) - {ClassState.OPEN}:
        assert why_not_nominate(state, MONDAY, MONDAY)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_a_quota_limits_the_sum(quota, standing, wanted):
    assert bool(check_quota(quota, standing, wanted)) == (standing + wanted > quota)
    assert check_quota(None, standing, wanted) == ""


def test_seats_left_are_never_negative():
    assert (seats_left(30, 12), seats_left(30, 31)) == (18, 0)


def test_a_class_that_is_over_goes_nowhere():
    for over in (ClassState.FINISHED, ClassState.CANCELLED):
        assert not any(is_allowed(over, to) for to in ClassState)
    assert set(NEXT_STATES) == set(ClassState)
    assert not is_allowed(ClassState.RUNNING, ClassState.OPEN)
