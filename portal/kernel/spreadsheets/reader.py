"""Workbooks as they really come: title rows, two-row headers, totals, old fonts, numbers as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets.containment import read_sheets
from portal.kernel.spreadsheets.headings import HEADING_SEARCH_ROWS, find_headings, missing_headings
from portal.kernel.spreadsheets.restoring import restore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portal.kernel.spreadsheets.headings import Headings
    from portal.kernel.spreadsheets.legacy_encodings import Encoding

_TOTAL = re.compile(
    r"tổng\s+(?:cộng|số)\b|(?:tổng|cộng|tong\s+(?:cong|so))\s*(?:$|[:.(\d])",
    re.IGNORECASE,
)
"""With its tones, or alone: Tống Công Minh and Công Thị Hà are people."""
_DAY_PARTS = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet in Unicode; ``rows[0]`` is row 1 of Excel."""

    name: str
    rows: list[list[Any]]
    encoding: Encoding


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header was understood: field name → column index, and where the data begin.

    ``identity`` names the field without which a line of one cell is a note or an unused number, and
    a line of two cells below the total a pair of signatures.
    """

    sheet: Sheet
    columns: dict[str, int]
    first_data_row: int
    identity: str

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield (row number as Excel shows it, field → cell) of every data row."""
        names, places = list(self.columns), list(self.columns.values())
        pick = itemgetter(*places, places[0])  # one place more, so that it is a tuple for one column too
        identity = self.columns[self.identity]
        most_of_a_note = 1
        for number, row in enumerate(self.sheet.rows[self.first_data_row - 1 :], start=self.first_data_row):
            if is_total(row):
                most_of_a_note = 2
                continue
            if row[identity] in (None, "") and _count_filled(row) <= most_of_a_note:
                continue
            yield number, dict(zip(names, pick(row), strict=False))


def open_sheets(content: bytes) -> list[Sheet]:
    """Read the visible sheets of an .xlsx, .xls or .ods; DomainError in plain words when it is none."""
    sheets = []
    for raw in read_sheets(content):
        rows, encoding = restore(raw.rows)
        for row, column, parts in raw.days:
            rows[row][column] = date(*parts) if len(parts) == _DAY_PARTS else datetime(*parts)  # type: ignore[arg-type] # noqa: DTZ001 -- a cell has no zone
        sheets.append(Sheet(raw.name, rows, encoding))
    return sheets


def open_sheet(content: bytes, *, sheet: int = 0) -> Sheet:
    """Read one visible sheet; DomainError when there is none."""
    sheets = open_sheets(content)
    if sheet >= len(sheets):
        raise DomainError(f"Tệp không có trang tính thứ {sheet + 1}.")
    return sheets[sheet]


def is_total(row: Sequence[Any]) -> bool:
    """Tell whether a row only sums up the rows above it."""
    for cell in row:
        if type(cell) is str and cell:
            return _TOTAL.match(cell) is not None
    return False


def _count_filled(row: Sequence[Any]) -> int:
    return sum(cell not in (None, "") for cell in row)


def find_table(sheet: Sheet, fields: Mapping[str, tuple[str, ...]], *, required: tuple[str, ...]) -> Table:
    """Find the header below the title rows and say which column holds which field.

    ``fields`` maps a field to the headings it goes by, folded (no tones, small letters); a heading
    split over two rows is read as "upper / lower". DomainError names what was not found.
    """
    headings = find_headings(sheet.rows, fields, required)
    if headings is None:
        missing = ", ".join(missing_headings(sheet.rows, fields, required))
        raise DomainError(
            f"Không tìm thấy cột: {missing}. Kiểm tra dòng tiêu đề trong {HEADING_SEARCH_ROWS} dòng đầu"
            f" của trang “{sheet.name}”."
        )
    return Table(sheet, headings.columns, headings.last_row + 1, required[0])


def _first_headings(
    sheet: Sheet, fields: Mapping[str, tuple[str, ...]], required: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], Headings | None]:
    for names in required:
        if headings := find_headings(sheet.rows, fields, names):
            return names, headings
    return (), None


def find_only_table(
    sheets: Sequence[Sheet], fields: Mapping[str, tuple[str, ...]], *required: tuple[str, ...]
) -> Table:
    """Find the one sheet that holds the list, by the first set of required fields that a sheet has.

    Two sheets with lists are refused: whoever sent them would think that both were read.
    """
    found = [
        Table(sheet, headings.columns, headings.last_row + 1, names[0])
        for sheet in sheets
        for names, headings in [_first_headings(sheet, fields, required)]
        if headings is not None
    ]
    filled = [table for table in found if next(iter(table), None)] or found[:1]
    if not filled:
        return find_table(sheets[0], fields, required=required[-1])  # says which headings are missing
    if len(filled) > 1:
        names = ", ".join(f"“{table.sheet.name}”" for table in filled)
        raise DomainError(
            f"Tệp có {len(filled)} trang đều là danh sách ({names}); mỗi lần gửi một danh sách."
        )
    return filled[0]
