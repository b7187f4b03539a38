"""The arithmetic of the sub-score and of the cap, for every input."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.evaluation.kept import keep_criteria, keep_figures, read_criteria, read_figures
from portal.evaluation.levels import Cap, CapBase, Level, check_cap
from portal.evaluation.periods import days_of, is_fresh, is_period, period_words, usual_periods
from portal.evaluation.scoring import (
    FULL,
    USUAL,
    Criterion,
    Figure,
    Measure,
    points_of,
    reckon,
    try_counts,
    wrong_weights,
)

criteria = st.builds(
    Criterion, st.sampled_from(Measure), st.integers(0, 100), st.integers(min_value=1, max_value=1000)
)
counts = st.integers(0, 5000)
wholes = st.fractions(min_value=0, max_value=5000, max_denominator=40)


@given(criteria, counts, counts, wholes)
def test_points_stay_within_the_weight_and_follow_the_count(criterion, fewer, more, whole):
    fewer, more = sorted((fewer, more))
    low, high = (points_of(criterion, Figure(done, whole)) for done in (fewer, more))
    if criterion.words.is_falling:
        low, high = high, low
    if low is None:
        assert high is None
        assert whole == 0
    else:
        assert 0 <= low <= high <= criterion.weight


@given(criteria, counts, wholes.filter(bool), wholes.filter(bool))
def test_more_asked_is_never_more_points(criterion, done, little, much):
    little, much = sorted((little, much))
    assert points_of(criterion, Figure(done, little)) >= points_of(criterion, Figure(done, much))


@given(st.dictionaries(st.sampled_from(Measure), st.none() | st.builds(Figure, counts, wholes)))
def test_a_missing_figure_is_never_scored_and_takes_the_total_away(figures):
    score = reckon(USUAL, figures)
    for line in score.lines:
        is_known = line.figure is not None and (line.criterion.words.is_falling or line.figure.out_of)
        assert (line.points is not None) == bool(is_known)
    assert (score.total is None) == any(line.points is None for line in score.lines)
    assert 0 <= score.known_points <= score.known_weight <= FULL


@given(
    st.dictionaries(st.sampled_from(Measure), st.none() | st.builds(Figure, counts, wholes)),
    st.dictionaries(st.sampled_from(Measure), counts),
)
def test_trying_other_counts_keeps_what_is_asked_and_what_is_unknown(figures, tried):
    score = reckon(USUAL, figures)
    other = try_counts(score, tried)
    for line, changed in zip(score.lines, other.lines, strict=True):
        measure = line.criterion.measure
        assert (line.figure is None) == (changed.figure is None)
        if changed.figure is not None:
            assert changed.figure.out_of == line.figure.out_of
            if measure in tried:
                assert changed.figure.done == tried[measure]
    assert try_counts(score, {}) == score


def test_a_criterion_without_weight_is_not_waited_for():
    only_target = [Criterion(one.measure, 100 if one is USUAL[0] else 0, one.bound) for one in USUAL]
    score = reckon(only_target, {Measure.YEAR_TARGET: Figure(3, Fraction(4))})
    assert score.total == 75.0


@pytest.mark.parametrize(
    ("measure", "figure", "points"),
    [
        (Measure.YEAR_TARGET, Figure(4, Fraction(4)), 45.0),
        (Measure.YEAR_TARGET, Figure(9, Fraction(4)), 45.0),
        (Measure.YEAR_TARGET, Figure(0, Fraction(4)), 0.0),
        (Measure.CERTIFIED, Figure(1, Fraction(4)), 5.0),
        (Measure.BROKEN, Figure(0), 5.0),
        (Measure.BROKEN, Figure(2), 3.0),
        (Measure.BROKEN, Figure(9), 0.0),
    ],
)
def test_the_usual_criteria(measure, figure, points):
    criterion = next(one for one in USUAL if one.measure is measure)
    assert points_of(criterion, figure) == points


def test_the_usual_weights_make_a_hundred_and_others_are_refused():
    assert wrong_weights(USUAL) == ""
    assert "95" in wrong_weights(USUAL[:-1])


@given(st.lists(criteria, max_size=6))
def test_criteria_come_back_as_they_were_kept(some):
    assert read_criteria(keep_criteria(some)) == tuple(some)


@given(st.dictionaries(st.sampled_from(Measure), st.none() | st.builds(Figure, counts, st.none() | wholes)))
def test_figures_come_back_as_they_were_kept(figures):
    assert read_figures(keep_figures(figures)) == figures


@given(st.lists(st.sampled_from(Level), max_size=80), st.integers(0, 100), st.sampled_from(CapBase))
def test_the_cap_is_a_share_of_its_base(levels, percent, base):
    check = check_cap(levels, Cap(percent, base))
    good = levels.count(Level.GOOD)
    whole = good + (check.excellent if base is CapBase.GOOD_AND_EXCELLENT else 0)
    assert check.excellent == levels.count(Level.EXCELLENT)
    assert 100 * check.allowed <= percent * whole < 100 * (check.allowed + 1)
    assert check.excess == max(0, check.excellent - check.allowed)


def test_the_base_makes_the_difference():
    levels = [Level.GOOD] * 20 + [Level.EXCELLENT] * 5
    assert check_cap(levels, Cap(20, CapBase.GOOD)).excess == 1
    assert check_cap(levels, Cap(20, CapBase.GOOD_AND_EXCELLENT)).excess == 0


@pytest.mark.parametrize("text", ["", "2026-Q5", "26", "2026-Q", "2026-09", "1999", "20266", "2026-q1"])
def test_what_is_no_period(text):
    assert not is_period(text)


def test_days_and_words_of_a_period():
    assert days_of("2026-Q3") == (date(2026, 7, 1), date(2026, 9, 30))
    assert days_of("2026") == (date(2026, 1, 1), date(2026, 12, 31))
    assert (period_words("2026"), period_words("2026-Q3")) == ("năm 2026", "quý III/2026")
    assert usual_periods(date(2026, 1, 5))[:3] == ["2026", "2025", "2026-Q1"]


def test_a_period_long_past_is_not_fresh():
    assert is_fresh("2025", date(2026, 3, 31))
    assert not is_fresh("2025", date(2026, 5, 1))
    assert not is_fresh("2027", date(2026, 5, 1))
