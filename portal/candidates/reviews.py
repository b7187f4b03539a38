"""When a monthly review is due and which ones are missing. Pure.

The letter asks for a review every month (1849-CV/ĐUK, task 1); the tenth of the next month is
the product's own limit.
"""

from __future__ import annotations

from datetime import date

DUE_DAY = 10
MONTHS = 12


def period_of(day: date) -> str:
    """Return the month of a day as ``YYYY-MM``."""
    return f"{day:%Y-%m}"


def first_day(period: str) -> date:
    """Return the first day of a period; raise ValueError when it is not ``YYYY-MM``."""
    return date.fromisoformat(f"{period}-01")


def next_period(period: str) -> str:
    """Return the month after."""
    return shift(period, 1)


def shift(period: str, months: int) -> str:
    """Return the period so many months later (or, negative, earlier)."""
    start = first_day(period)
    index = start.year * MONTHS + start.month - 1 + months
    return f"{index // MONTHS:04d}-{index % MONTHS + 1:02d}"


def review_due_on(period: str) -> date:
    """Return the last day on which the review of a month is on time."""
    return first_day(next_period(period)).replace(day=DUE_DAY)


def period_due(on: date) -> str:
    """Return the month whose review is being written now: the one before."""
    return shift(period_of(on), -1)


def last_overdue_period(on: date) -> str:
    """Return the latest month whose limit has passed."""
    before = period_due(on)
    return before if review_due_on(before) < on else shift(before, -1)


def show_period(period: str) -> str:
    """Return ``tháng 9/2026``."""
    start = first_day(period)
    return f"tháng {start.month}/{start.year}"
