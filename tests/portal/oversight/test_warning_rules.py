"""The rules of early warning: pure, and true for every number."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.oversight.warnings.thresholds import (
    RULES,
    USUAL,
    Threshold,
    WarningKind,
    find_warnings,
    whole_months,
)

KINDS = st.sampled_from(WarningKind)
VALUES = st.one_of(st.none(), st.floats(-200, 20000, allow_nan=False))
MEASURED = st.dictionaries(KINDS, VALUES)
THRESHOLDS = st.dictionaries(KINDS, st.builds(Threshold, st.integers(1, 10000), st.booleans()))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(MEASURED, THRESHOLDS)
def test_a_warning_is_a_measured_value_that_reached_a_rule_that_is_on(measured, thresholds):
    found = find_warnings(measured, thresholds)
    for kind, value in measured.items():
        threshold = thresholds.get(kind, USUAL[kind])
        warns = threshold.is_on and value is not None and value >= threshold.value
        assert (kind in found) == warns
    assert set(found) <= set(measured)


@given(MEASURED, THRESHOLDS, KINDS, st.floats(0, 1000))
def test_a_worse_figure_never_takes_a_warning_away(measured, thresholds, kind, more):
    worse = measured | {kind: (measured.get(kind) or 0) + more}
    before = find_warnings(measured, thresholds)
    assert set(before) <= set(find_warnings(worse, thresholds))


@given(MEASURED, KINDS)
def test_a_rule_that_is_off_warns_of_nothing(measured, kind):
    assert kind not in find_warnings(measured, {kind: Threshold(1, is_on=False)})


@given(DAYS, st.integers(0, 400))
def test_whole_months_grow_with_time_and_a_year_has_twelve(since, days):
    until = since + timedelta(days)
    assert 0 <= whole_months(since, until) <= whole_months(since, until + timedelta(1))
    assert whole_months(until, since) == 0
    assert whole_months(date(2024, 5, 10), date(2025, 5, 10)) == 12
    assert whole_months(date(2024, 5, 10), date(2025, 5, 9)) == 11


def test_every_kind_has_a_rule_whose_usual_threshold_may_be_set():
    assert set(RULES) == set(WarningKind)
    assert all(1 <= rule.usual <= rule.most for rule in RULES.values())
