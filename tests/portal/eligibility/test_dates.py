"""Months as the rules count them, and working days over a table of holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.eligibility.dates import add_months, first_day, month_number, months_between
from portal.eligibility.working_days import WorkCalendar, add_working_days, count_working_days, is_working_day

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
HOLIDAYS = st.sets(DAYS, max_size=20)
NEAR = st.integers(1, 60)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2021-11-10", 60, "2026-11-10"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-08-31", 0, "2025-08-31"),
        ("2025-03-31", -1, "2025-02-28"),
    ],
)
def test_months_later_keep_the_day_or_take_the_last_of_a_shorter_month(day, months, expected):
    assert add_months(date.fromisoformat(day), months).isoformat() == expected


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2008-11-20", "2026-11-05", 216),
        ("1966-11-30", "2026-11-05", 720),
        ("1966-10-30", "2026-11-05", 721),
        ("2025-12-31", "2026-01-01", 1),
        ("2026-01-01", "2025-12-31", -1),
    ],
)
def test_age_counts_calendar_months_and_never_days(earlier, later, months):
    assert months_between(date.fromisoformat(earlier), date.fromisoformat(later)) == months


@given(DAYS, st.integers(0, 800))
def test_months_later_are_that_many_months_away(day, months):
    later = add_months(day, months)
    assert months_between(day, later) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(DAYS)
def test_the_first_day_of_its_month(day):
    assert first_day(month_number(day)) == day.replace(day=1)


def test_tet_and_weekends_do_not_count():
    tet = {date(2026, 2, day) for day in (16, 17, 18, 19, 20)}
    before = date(2026, 2, 13)
    assert count_working_days(before, date(2026, 2, 23)) == 6
    assert count_working_days(before, date(2026, 2, 23), tet) == 1
    assert add_working_days(before, 1, tet) == date(2026, 2, 23)
    assert not is_working_day(date(2026, 2, 14))
    assert not is_working_day(date(2026, 2, 17), tet)


def test_forty_five_working_days_end_on_the_day_an_officer_would_count():
    assert add_working_days(date(2026, 3, 2), 45) == date(2026, 5, 4)
    holidays = [date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1)]
    assert add_working_days(date(2026, 3, 2), 45, holidays) == date(2026, 5, 7)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-20", "2026-11-23"),
        ("2026-11-21", "2026-11-23"),
        ("2026-11-22", "2026-11-23"),
        ("2026-11-23", "2026-11-24"),
    ],
)
def test_the_first_working_day_after_any_day_of_the_week(start, end):
    assert add_working_days(date.fromisoformat(start), 1).isoformat() == end


@given(DAYS, st.integers(0, 120), HOLIDAYS)
def test_a_limit_ends_on_a_working_day_and_counts_back_to_itself(start, days, holidays):
    end = add_working_days(start, days, holidays)
    assert count_working_days(start, end, holidays) == days
    if days:
        assert is_working_day(end, holidays)
        assert count_working_days(start, end - timedelta(days=1), holidays) == days - 1


@given(DAYS, NEAR, st.sets(NEAR, max_size=20), st.sets(NEAR, max_size=20))
def test_holidays_and_days_worked_instead_move_the_end(start, days, offsets, worked_offsets):
    """Counted one day after the other, as on a calendar on the wall."""
    holidays = {start + timedelta(days=offset) for offset in offsets}
    worked = {start + timedelta(days=offset) for offset in worked_offsets}
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, holidays, worked)
    assert add_working_days(start, days, holidays, worked) == day
    assert count_working_days(start, day, holidays, worked) == days


def test_a_saturday_worked_instead_of_a_day_off_counts():
    swapped = {"holidays": {date(2026, 4, 29)}, "worked_days": {date(2026, 4, 25)}}
    assert count_working_days(date(2026, 4, 24), date(2026, 4, 30), **swapped) == 4
    assert add_working_days(date(2026, 4, 24), 1, **swapped) == date(2026, 4, 25)
    assert WorkCalendar(frozenset(swapped["holidays"]), frozenset(swapped["worked_days"])).add(
        date(2026, 4, 24), 4
    ) == date(2026, 4, 30)


@given(DAYS, DAYS, HOLIDAYS)
def test_working_days_are_counted_as_by_hand(start, end, holidays):
    by_hand = sum(
        is_working_day(start + timedelta(days=i), holidays) for i in range(1, max(0, (end - start).days) + 1)
    )
    assert count_working_days(start, end, holidays) == by_hand


@given(DAYS, DAYS, DAYS, HOLIDAYS)
def test_a_span_is_the_sum_of_its_parts(one, two, three, holidays):
    first, middle, last = sorted((one, two, three))
    whole = count_working_days(first, last, holidays)
    assert whole == count_working_days(first, middle, holidays) + count_working_days(middle, last, holidays)


def test_a_limit_is_not_negative():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 1, 1), -1)
