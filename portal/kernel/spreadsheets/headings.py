"""Finding the header of a table: below titles, over one row or two, by any of its usual names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.kernel.spreadsheets.cells import as_text
from portal.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HEADING_SEARCH_ROWS = 20
_NOT_OF_THE_NAME = re.compile(r"\(.*?\)|[*,.:;]")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where a header was found: field → column index, and its last row as Excel numbers it."""

    columns: dict[str, int]
    last_row: int


def find_headings(
    rows: Sequence[Sequence[Any]], fields: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
) -> Headings | None:
    """Find the first header that names every required field; None when no row does."""
    for last_row, headings in _candidates(rows):
        columns = _match(headings, fields)
        if all(name in columns for name in required):
            return Headings(columns, last_row)
    return None


def missing_headings(
    rows: Sequence[Sequence[Any]], fields: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
) -> list[str]:
    """Return the usual names of the required fields that the best header lacks."""
    best = max((_match(headings, fields) for _, headings in _candidates(rows)), key=len, default={})
    return [fields[name][0] for name in required if name not in best]


def written_headings(rows: Sequence[Sequence[Any]], last_row: int) -> list[str]:
    """Return the header that ends at a row as one row of text, split headings as "upper / lower"."""
    lower = rows[last_row - 1]
    upper = rows[last_row - 2] if last_row > 1 else []
    if is_second_row(upper, lower):
        return _joined([as_text(cell) for cell in upper], [as_text(cell) for cell in lower])
    return [as_text(cell) for cell in lower]


def is_second_row(upper: Sequence[Any], lower: Sequence[Any]) -> bool:
    """Tell whether a row can be the lower half of a header: words only, none in the first column."""
    words = [cell for cell in lower if cell not in (None, "")]
    return (
        bool(words)
        and lower[0] in (None, "")
        and all(isinstance(cell, str) for cell in words)
        and sum(cell not in (None, "") for cell in upper) > 1
    )


def _candidates(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, list[str]]]:
    """Yield (last row, folded headings) of every possible header, two rows before one."""
    for index, row in enumerate(rows[:HEADING_SEARCH_ROWS]):
        one = [_key(as_text(cell)) for cell in row]
        if index + 1 < len(rows) and is_second_row(row, rows[index + 1]):
            yield index + 2, _joined(one, [_key(as_text(cell)) for cell in rows[index + 1]])
        yield index + 1, one


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return "upper / lower" headings; an upper heading spreads over the empty cells right of it."""
    headings: list[str] = []
    current = ""
    for above, below in zip(upper, lower, strict=True):
        current = above or current
        headings.append(f"{current} / {below}" if below else above)
    return headings


def _key(text: str) -> str:
    """Return a heading without tones, remarks in brackets and punctuation."""
    return " ".join(_NOT_OF_THE_NAME.sub(" ", fold(text)).split())


def _match(headings: Sequence[str], fields: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, synonyms in fields.items():
        at = next((headings.index(key) for key in map(_key, synonyms) if key in headings), None)
        if at is not None:
            found[name] = at
    return found
