"""When a review is due and which ones are missing. Pure.

The letter asks for a review every month (1849-CV/ĐUK, task 1); a house may take the quarter instead,
or both. The tenth of the month after is the product's own limit until the house sets another day.
A period is a month, ``2026-09``, or a quarter, ``2026-Q3``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DUE_DAY = 10
LATEST_DUE_DAY = 28
MONTHS = 12
QUARTER_MONTHS = 3
QUARTERS = ("I", "II", "III", "IV")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


class Rhythm(StrEnum):
    """How often a house reviews."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What a house set; what the product comes with."""

    rhythm: Rhythm = Rhythm.MONTHLY
    due_day: int = DUE_DAY

    @property
    def kinds(self) -> tuple[bool, ...]:
        """Return which kinds of period are asked for: False the month, True the quarter."""
        return {Rhythm.MONTHLY: (False,), Rhythm.QUARTERLY: (True,), Rhythm.BOTH: (False, True)}[self.rhythm]


def period_of(day: date, *, is_quarter: bool = False) -> str:
    """Return the month of a day as ``YYYY-MM``, or its quarter as ``YYYY-Qn``."""
    return f"{day.year:04d}-Q{(day.month - 1) // QUARTER_MONTHS + 1}" if is_quarter else f"{day:%Y-%m}"


def is_quarter(period: str) -> bool:
    """Tell whether a period is a quarter."""
    return _QUARTER.fullmatch(period) is not None


def first_day(period: str) -> date:
    """Return the first day of a period; raise ValueError when it is neither month nor quarter."""
    quarter = _QUARTER.fullmatch(period)
    if quarter:
        return date(int(quarter[1]), QUARTER_MONTHS * (int(quarter[2]) - 1) + 1, 1)
    return date.fromisoformat(f"{period}-01")


def months_of(period: str) -> list[str]:
    """Return the months of a period, a month's own as the only one."""
    start = period_of(first_day(period))
    return [shift(start, number) for number in range(QUARTER_MONTHS)] if is_quarter(period) else [start]


def next_period(period: str) -> str:
    """Return the period after, of the same kind."""
    return shift(period, 1)


def shift(period: str, number: int) -> str:
    """Return the period so many months, or quarters, later (negative: earlier)."""
    start = first_day(period)
    step = QUARTER_MONTHS if is_quarter(period) else 1
    index = start.year * MONTHS + start.month - 1 + number * step
    moved = date(index // MONTHS, index % MONTHS + 1, 1)
    return period_of(moved, is_quarter=is_quarter(period))


def review_due_on(period: str, due_day: int = DUE_DAY) -> date:
    """Return the last day on which the review of a period is on time."""
    return first_day(next_period(period)).replace(day=due_day)


def period_due(on: date, *, is_quarter: bool = False) -> str:
    """Return the period whose review is being written now: the one before."""
    return shift(period_of(on, is_quarter=is_quarter), -1)


def last_overdue_period(on: date, due_day: int = DUE_DAY, *, is_quarter: bool = False) -> str:
    """Return the latest period whose limit has passed."""
    before = period_due(on, is_quarter=is_quarter)
    return before if review_due_on(before, due_day) < on else shift(before, -1)


def show_period(period: str) -> str:
    """Return ``tháng 9/2026`` or ``quý III/2026``."""
    start = first_day(period)
    if is_quarter(period):
        return f"quý {QUARTERS[(start.month - 1) // QUARTER_MONTHS]}/{start.year}"
    return f"tháng {start.month}/{start.year}"
