"""Which houses an urging letter names, and how a Party document writes numbers and dates (pure)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from portal.targets.pace import percent_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

FIRST_TWO_MONTHS = 2
USUAL_THRESHOLD = 50
REPLY_DAYS = 30
"""How long houses have to answer, unless the officer says otherwise."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One house as the letter names it."""

    code: str
    name: str
    term_target: int
    admitted: int
    percent: float
    remaining: int


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """Everything the letter says in numbers, as it stood on the day."""

    term: str
    term_target: int
    admitted: int
    percent: float
    elapsed_percent: float
    threshold: int
    units: tuple[UnitFigures, ...]

    def as_document(self) -> dict[str, Any]:
        """Return the figures as they are stored with the letter."""
        return {**asdict(self), "units": [asdict(unit) for unit in self.units]}


def date_text(day: date) -> str:
    """Return the date line: a zero leads days under 10 and the months 1 and 2 (05-HD/VPTW, 27/5/2026)."""
    return f"ngày {day.day:02d} tháng {month_text(day)} năm {day.year}"


def month_text(day: date) -> str:
    """Return the month: 01 and 02 with a zero, 3 to 12 without."""
    return f"{day.month:02d}" if day.month <= FIRST_TWO_MONTHS else str(day.month)


def plain_date(day: date) -> str:
    """Return a date inside a sentence: 31/8/2023."""
    return f"{day.day:02d}/{month_text(day)}/{day.year}"


def units_below(rows: Iterable[tuple[str, str, int, int]], threshold: int) -> tuple[UnitFigures, ...]:
    """Return the houses below the threshold, by code; rows are (code, name, target, admitted)."""
    found = [
        UnitFigures(code, name, target, admitted, percent_of(admitted, target), target - admitted)
        for code, name, target, admitted in rows
        if target > 0 and 100 * admitted < threshold * target
    ]
    return tuple(sorted(found, key=lambda unit: unit.code))
