"""School years, the goals a roadmap starts from, and who would graduate before the decision. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.eligibility.dates import add_months

if TYPE_CHECKING:
    from collections.abc import Callable

SEPTEMBER = 9
CLOSE_DAYS = 60
"""A decision expected so many calendar days before graduation, or fewer, is a narrow one."""
LONGEST_COURSE = 8
PROMILLE = 1000
LISTED, TAUGHT, ADMITTED = 80, 60, 40
"""People out of a thousand students that a fresh roadmap proposes over the whole course; the school changes
them. A proposal of this software, no rule."""


class Verdict(StrEnum):
    DECIDED = "decided"
    IN_TIME = "in_time"
    NARROW = "narrow"
    LATE = "late"
    GRADUATED = "graduated"


@dataclass(frozen=True, slots=True)
class Goal:
    """People of one cohort in one school year."""

    listed: int = 0
    taught: int = 0
    admitted: int = 0


def school_year_of(day: date) -> int:
    """Return the year in which the school year of a day began: it begins on 1 September."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def school_years(first_year: int, graduates_on: date) -> list[int]:
    """Return the school years from the first to the one in which the cohort graduates."""
    last = school_year_of(graduates_on)
    return list(range(first_year, min(last, first_year + LONGEST_COURSE - 1) + 1))


def proposed_goals(students: int, years: int) -> list[Goal]:
    """Return goals for so many school years, spread so that people are listed early and admitted late.

    Listing goes over all years but the last, teaching over all but the first, admission over the
    second half. What does not divide falls to the earlier years.
    """
    if years < 1:
        return []
    listed = _spread(students * LISTED // PROMILLE, range(max(1, years - 1)), years)
    taught = _spread(students * TAUGHT // PROMILLE, range(min(1, years - 1), years), years)
    admitted = _spread(students * ADMITTED // PROMILLE, range(years // 2, years), years)
    return [Goal(*people) for people in zip(listed, taught, admitted, strict=True)]


def _spread(people: int, over: range, years: int) -> list[int]:
    share, rest = divmod(people, len(over))
    return [share + (over.index(year) < rest) if year in over else 0 for year in range(years)]


@dataclass(frozen=True, slots=True)
class Way:
    """What is known of a student's way: since when helped, when the cell resolved, when it was decided."""

    helped_since: date | None
    resolved_on: date | None
    decided_on: date | None


def expected_decision(
    way: Way, today: date, *, decision_due: Callable[[date], date], help_months: int
) -> date:
    """Return the day of the decision, or the day it falls due if everything starts as soon as it may.

    ``decision_due`` gives the limit of the decision after a cell's resolution (45 working days by
    294-QĐ/TW §4.3.1). Without a resolution the cell meets today, but not before so many months of
    help (twelve: Điều lệ Đảng, Điều 4, khoản 2).
    """
    if way.decided_on is not None:
        return way.decided_on
    if way.resolved_on is not None:
        return max(today, decision_due(way.resolved_on))
    ready = add_months(way.helped_since or today, help_months)
    return decision_due(max(today, ready))


def judge(way: Way, graduates_on: date, today: date, expected: date) -> Verdict:
    """Tell whether the decision comes before graduation."""
    if way.decided_on is not None:
        return Verdict.DECIDED
    if graduates_on < today:
        return Verdict.GRADUATED
    if expected > graduates_on:
        return Verdict.LATE
    return Verdict.NARROW if expected > graduates_on - timedelta(days=CLOSE_DAYS) else Verdict.IN_TIME
