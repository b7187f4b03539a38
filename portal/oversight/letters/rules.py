"""Which houses an urging letter names, and how it writes their numbers (pure)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from portal.targets.pace import is_below, percent_of

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def units_below(rows: Iterable[tuple[str, str, int, int]], threshold: int) -> tuple[UnitFigures, ...]:
    """Return the houses below the threshold, by code; rows are (code, name, target, admitted)."""
    return _figures(row for row in rows if is_below(row[3], row[2], threshold))


def units_met(rows: Iterable[tuple[str, str, int, int]], threshold: int) -> tuple[UnitFigures, ...]:
    """Return the houses with a target that are at or above the threshold, by code."""
    return _figures(row for row in rows if row[2] > 0 and not is_below(row[3], row[2], threshold))


def _figures(rows: Iterable[tuple[str, str, int, int]]) -> tuple[UnitFigures, ...]:
    found = [
        UnitFigures(code, name, target, admitted, percent_of(admitted, target), max(0, target - admitted))
        for code, name, target, admitted in rows
    ]
    return tuple(sorted(found, key=lambda unit: unit.code))
