"""Months as the rules count them."""

from __future__ import annotations

import calendar
from datetime import date


def months_between(earlier: date, later: date) -> int:
    """Return months by the calendar month alone: (y2·12+m2) − (y1·12+m1)."""
    return (later.year * 12 + later.month) - (earlier.year * 12 + earlier.month)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def first_of_month(day: date, months_later: int) -> date:
    """Return the first day of the month so many months after the month of ``day``."""
    return add_months(day.replace(day=1), months_later)


def years_completed(birth: date, on: date) -> int:
    """Return the age in full years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def birthday(birth: date, years: int) -> date:
    """Return the first day on which somebody has completed so many years (1 March for 29 February)."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)
