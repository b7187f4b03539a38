"""When a monthly review is due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.candidates.reviews import (
    first_day,
    last_overdue_period,
    next_period,
    period_due,
    period_of,
    review_due_on,
    shift,
    show_period,
)

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("period", "due"),
    [("2026-09", date(2026, 10, 10)), ("2026-12", date(2027, 1, 10)), ("2024-01", date(2024, 2, 10))],
)
def test_a_month_is_reviewed_by_the_tenth_of_the_next(period, due):
    assert review_due_on(period) == due


@pytest.mark.parametrize(
    ("today", "being_written", "overdue"),
    [
        (date(2026, 11, 1), "2026-10", "2026-09"),
        (date(2026, 11, 10), "2026-10", "2026-09"),
        (date(2026, 11, 11), "2026-10", "2026-10"),
        (date(2026, 1, 5), "2025-12", "2025-11"),
    ],
)
def test_on_the_tenth_a_review_is_still_on_time(today, being_written, overdue):
    assert period_due(today) == being_written
    assert last_overdue_period(today) == overdue


@given(days, st.integers(-600, 600))
def test_shifting_there_and_back_is_nothing(day, months):
    assert shift(shift(period_of(day), months), -months) == period_of(day)


@given(days)
def test_the_overdue_month_is_past_its_limit_and_the_next_is_not(day):
    overdue = last_overdue_period(day)
    assert review_due_on(overdue) < day
    assert review_due_on(next_period(overdue)) >= day


def test_a_word_that_is_no_month_is_refused():
    with pytest.raises(ValueError, match="isoformat"):
        first_day("tháng 9")


def test_a_month_in_words():
    assert show_period("2026-09") == "tháng 9/2026"
