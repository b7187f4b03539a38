"""How far a house is: whole numbers decide, percentages are for reading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.targets.pace import Flag, FlagScale, elapsed_percent, flag_of, is_below, measure, percent_of

COUNTS = st.integers(0, 500)
DAYS = st.dates(date(2019, 1, 1), date(2027, 1, 1))


def test_the_oracle_of_the_red_flag():
    """Target 10, admitted 4, one annulled, 80 % of the term over: 30 %, red (rules.md §14)."""
    found = measure(term_target=10, admitted=4 - 1, elapsed=80.0)
    assert (found.percent, found.pace, found.flag, found.is_below_half) == (30.0, -50.0, Flag.RED, True)


@pytest.mark.parametrize(
    ("admitted", "flag"),
    [
        (0, Flag.RED),
        (49, Flag.RED),
        (50, Flag.WATCH),
        (69, Flag.WATCH),
        (70, Flag.GOOD),
        (99, Flag.GOOD),
        (100, Flag.MET),
        (130, Flag.MET),
    ],
)
def test_colours_of_a_target_of_one_hundred(admitted, flag):
    assert flag_of(admitted, 100) is flag


def test_half_of_an_odd_target_is_not_rounded():
    assert is_below(2, 5, 50)
    assert not is_below(3, 5, 50)
    assert percent_of(2, 5) == 40.0


def test_without_a_target_nobody_is_behind():
    found = measure(term_target=0, admitted=3, elapsed=50.0)
    assert (found.flag, found.is_below_half, found.percent, found.remaining) == (
        Flag.NO_TARGET,
        False,
        0.0,
        0,
    )


def test_the_term_of_the_letter_had_passed_by_58_percent():
    assert elapsed_percent(date(2020, 10, 1), date(2025, 9, 30), date(2023, 8, 31)) == 58.3


@given(DAYS, DAYS)
def test_time_passes_from_nothing_to_all_and_never_back(first, second):
    start, end = date(2020, 10, 1), date(2025, 9, 30)
    earlier, later = sorted((first, second))
    assert 0 <= elapsed_percent(start, end, earlier) <= elapsed_percent(start, end, later) <= 100


@given(COUNTS, COUNTS)
def test_the_flag_red_is_the_letter_s_below_half(admitted, target):
    assert (flag_of(admitted, target) is Flag.RED) == (target > 0 and 2 * admitted < target)


@given(COUNTS, COUNTS)
def test_one_more_admission_never_worsens_the_colour(admitted, target):
    order = [Flag.RED, Flag.WATCH, Flag.GOOD, Flag.MET]
    if target:
        assert order.index(flag_of(admitted + 1, target)) >= order.index(flag_of(admitted, target))


@given(
    COUNTS, COUNTS, st.integers(1, 98).flatmap(lambda low: st.tuples(st.just(low), st.integers(low + 1, 100)))
)
def test_a_term_may_draw_its_colours_elsewhere(admitted, target, limits):
    low, high = limits
    flag = flag_of(admitted, target, FlagScale(good_from=high, watch_from=low))
    if not target:
        assert flag is Flag.NO_TARGET
    else:
        percent = Fraction(100 * admitted, target)
        assert flag is (
            Flag.MET
            if percent >= 100
            else Flag.GOOD
            if percent >= high
            else Flag.WATCH
            if percent >= low
            else Flag.RED
        )


@given(COUNTS, st.integers(1, 500), st.floats(0, 100))
def test_pace_is_the_distance_in_points_and_remaining_completes_the_target(admitted, target, elapsed):
    found = measure(term_target=target, admitted=admitted, elapsed=round(elapsed, 1))
    assert found.pace == pytest.approx(found.percent - found.elapsed_percent, abs=0.05)
    assert max(admitted, target) == admitted + found.remaining
