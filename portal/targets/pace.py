"""How far a house is, against its target and against the time that has passed (pure; rules.md §4.2).

The red flag of letter 1849-CV/ĐUK is a term result below half of the term target. It is tested on
whole numbers, never on a rounded percentage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

HUNDRED = 100
WHOLE_TERM = 0
"""The year of a target that holds for the whole term."""


@dataclass(frozen=True, slots=True)
class FlagScale:
    """Percent of the target from which a house is shown as good, and below which as red."""

    good_from: int = 70
    watch_from: int = 50


USUAL_SCALE = FlagScale()


class Flag(StrEnum):
    """The colour of a house, in words."""

    MET = "met"
    GOOD = "good"
    WATCH = "watch"
    RED = "red"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class Progress:
    """Result of one house in a term; percentages have one decimal, pace is in percentage points."""

    term_target: int
    admitted: int
    percent: float
    elapsed_percent: float
    pace: float
    flag: Flag

    @property
    def is_below_half(self) -> bool:
        """Tell whether the house stands below half of its term target."""
        return is_below(self.admitted, self.term_target, HUNDRED // 2)

    @property
    def remaining(self) -> int:
        """Return how many admissions are still to come."""
        return max(0, self.term_target - self.admitted)


def percent_of(part: int, whole: int) -> float:
    """Return the percentage with one decimal; 0 when nothing was asked."""
    return round(HUNDRED * part / whole, 1) if whole else 0.0


def elapsed_percent(starts_on: date, ends_on: date, as_of: date) -> float:
    """Return how much of the period has passed at the end of the day, from 0 to 100, one decimal."""
    total = (ends_on - starts_on).days + 1
    passed = min(max((as_of - starts_on).days + 1, 0), total)
    return round(HUNDRED * passed / total, 1)


def is_below(admitted: int, target: int, percent: int) -> bool:
    """Tell whether the result is below so many percent of the target; never without a target."""
    return target > 0 and HUNDRED * admitted < percent * target


def flag_of(admitted: int, target: int, scale: FlagScale = USUAL_SCALE) -> Flag:
    """Return the colour of a result against its target."""
    if target <= 0:
        return Flag.NO_TARGET
    if admitted >= target:
        return Flag.MET
    if is_below(admitted, target, scale.watch_from):
        return Flag.RED
    return Flag.WATCH if is_below(admitted, target, scale.good_from) else Flag.GOOD


def measure(*, term_target: int, admitted: int, elapsed: float, scale: FlagScale = USUAL_SCALE) -> Progress:
    """Return the progress of a house whose term has passed by so many percent."""
    percent = percent_of(admitted, term_target)
    return Progress(
        term_target=term_target,
        admitted=admitted,
        percent=percent,
        elapsed_percent=elapsed,
        pace=round(percent - elapsed, 1),
        flag=flag_of(admitted, term_target, scale),
    )
