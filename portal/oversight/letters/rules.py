"""Which houses an urging letter names, and how it writes their numbers (pure)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from portal.targets.pace import percent_of

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
    found = [
        UnitFigures(code, name, target, admitted, percent_of(admitted, target), target - admitted)
        for code, name, target, admitted in rows
        if target > 0 and 100 * admitted < threshold * target
    ]
    return tuple(sorted(found, key=lambda unit: unit.code))
