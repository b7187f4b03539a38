"""What a file of targets would change, told before it is done (pure)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.targets.kinds import TargetKind
from portal.targets.pace import WHOLE_TERM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from portal.targets.importer import PartTarget, TargetRow

Key = tuple[str, int]
"""(code of the house in capitals, year)."""


class Figure(StrEnum):
    """The two kinds of numbers in the file."""

    TARGET = "target"
    ADMITTED = "admitted"


@dataclass(frozen=True, slots=True)
class Change:
    """One number that would be set; ``before`` is None where nothing stood."""

    figure: Figure
    year: int
    before: int | None
    after: int
    kind: TargetKind = TargetKind.ADMISSION


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the file and what it changes; no change: the row says what is known already."""

    row: TargetRow
    changes: tuple[Change, ...]

    @property
    def is_new(self) -> bool:
        """Tell whether the house had no target of the term before."""
        return any(
            (c.figure, c.kind, c.year) == (Figure.TARGET, TargetKind.ADMISSION, WHOLE_TERM)
            and c.before is None
            for c in self.changes
        )

    @property
    def corrections(self) -> tuple[Change, ...]:
        """Return the changes that put another number in the place of one that stood."""
        return tuple(change for change in self.changes if change.before is not None)


@dataclass(frozen=True, slots=True)
class Known:
    """What stands now: targets, and admissions with the day they were counted until."""

    targets: Mapping[Key, int]
    balances: Mapping[Key, tuple[int, date]]
    parts: Mapping[tuple[str, TargetKind, int], int] = field(default_factory=dict)


def plan_import(rows: Iterable[TargetRow], known: Known, counted_until: date) -> list[PlannedRow]:
    """Return row by row what would change; an empty cell changes nothing."""
    return [PlannedRow(row, tuple(_changes(row, known, counted_until))) for row in rows]


def oversized_parts(row: TargetRow, known: Known) -> list[PartTarget]:
    """Return the parts of a row that ask for more than the whole of their year, as it will stand."""
    whole = {y.year: y.target for y in row.years} | {WHOLE_TERM: row.term_target}
    code = row.code.upper()
    return [
        part
        for part in row.parts
        if part.value > (whole.get(part.year) or known.targets.get((code, part.year), 0))
    ]


def _changes(row: TargetRow, known: Known, counted_until: date) -> Iterable[Change]:
    code = row.code.upper()
    for year, wanted in [(WHOLE_TERM, row.term_target), *((y.year, y.target) for y in row.years)]:
        stands = known.targets.get((code, year))
        if wanted is not None and wanted != stands:
            yield Change(Figure.TARGET, year, stands, wanted)
    for part in row.parts:
        stands = known.parts.get((code, part.kind, part.year))
        if part.value != stands:
            yield Change(Figure.TARGET, part.year, stands, part.value, part.kind)
    for figures in row.years:
        balance = known.balances.get((code, figures.year))
        if figures.admitted is not None and balance != (figures.admitted, counted_until):
            yield Change(Figure.ADMITTED, figures.year, balance[0] if balance else None, figures.admitted)
