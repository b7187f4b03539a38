"""Months as the rules count them."""

from __future__ import annotations

import calendar
from datetime import date

MONTHS_A_YEAR = 12


def months_between(earlier: date, later: date) -> int:
    """Return months by the calendar month alone: (y2·12+m2) − (y1·12+m1)."""
    return month_number(later) - month_number(earlier)


def month_number(day: date) -> int:
    """Return the month of a day on one continuous count."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of a month given by its number."""
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(month_number(day) + months, MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
