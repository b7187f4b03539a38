"""A period of evaluation is a year, ``2026``, or a quarter, ``2026-Q3`` (366-QĐ/TW, 30/8/2025). Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from portal.candidates.reviews import first_day, is_quarter, next_period, period_of, shift, show_period

QUARTERS_SHOWN = 4
FRESH_DAYS = 92
"""After so many days the list of people has moved on and says nothing of a period any more."""
_YEAR = re.compile(r"20\d\d")


def is_period(text: str) -> bool:
    """Tell whether a text is a year or a quarter."""
    return _YEAR.fullmatch(text) is not None or (is_quarter(text) and text.startswith("20"))


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period."""
    if is_quarter(period):
        return first_day(period), first_day(next_period(period)) - timedelta(days=1)
    return date(int(period), 1, 1), date(int(period), 12, 31)


def quarters_passed(period: str) -> int:
    """Return how many quarters of its year are over at the end of the period."""
    return int(period[-1]) if is_quarter(period) else 4


def period_words(period: str) -> str:
    """Return ``năm 2026`` or ``quý III/2026``."""
    return show_period(period) if is_quarter(period) else f"năm {period}"


def is_fresh(period: str, today: date) -> bool:
    """Tell whether the list of people of today still speaks of the period."""
    first, last = days_of(period)
    return first <= today <= last + timedelta(days=FRESH_DAYS)


def usual_periods(today: date) -> list[str]:
    """Return the periods an office evaluates about now: this year, the last one, the latest quarters."""
    quarter = period_of(today, is_quarter=True)
    return [f"{today.year}", f"{today.year - 1}", *(shift(quarter, -n) for n in range(QUARTERS_SHOWN))]
