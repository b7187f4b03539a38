"""Workbooks as they really come: title rows, two-row headers, totals, old fonts, numbers as text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets.cells import as_text
from portal.kernel.spreadsheets.legacy_encodings import Encoding, detect, to_unicode
from portal.kernel.text import fold, normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_BYTES = 16 * 1024 * 1024
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_ROWS = 50_000
HEADER_SEARCH_ROWS = 20
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_TOTALS = ("tong cong", "tong so", "cong:", "cong ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet in Unicode; ``rows[0]`` is row 1 of Excel."""

    name: str
    rows: list[list[Any]]
    encoding: Encoding


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header was understood: field name → column index, and where the data begin."""

    columns: dict[str, int]
    first_data_row: int
    rows: list[list[Any]]

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield (row number as Excel shows it, field → cell) of every data row."""
        for index in range(self.first_data_row - 1, len(self.rows)):
            row = self.rows[index]
            if is_blank(row) or is_total(row):
                continue
            yield (
                index + 1,
                {name: row[at] if at < len(row) else "" for name, at in self.columns.items()},
            )


def open_sheet(content: bytes, *, sheet: int = 0) -> Sheet:
    """Read one sheet of an .xlsx, .xls or .ods; DomainError in plain words when it is none."""
    check_is_workbook(content)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = workbook.sheet_names[sheet]
        rows = workbook.get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError) as error:
        raise DomainError(
            "Tệp không mở được như một bảng Excel; hãy lưu lại thành .xlsx rồi thử lại."
        ) from error
    if len(rows) > MOST_ROWS:
        raise DomainError(f"Bảng có hơn {MOST_ROWS} dòng; hãy tách thành nhiều tệp.")
    encoding = detect(cell for row in rows for cell in row if isinstance(cell, str))
    return Sheet(name, [[_clean(cell, encoding) for cell in row] for row in rows], encoding)


def check_is_workbook(content: bytes) -> None:
    """Refuse by content, not by name: no workbook, too large, or unpacking to far more than it says."""
    if len(content) > MOST_BYTES:
        raise DomainError("Tệp quá lớn (tối đa 16 MB).")
    if content.startswith(_OLD_EXCEL):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = 0
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    while chunk := part.read(1 << 20):
                        unpacked += len(chunk)
                        if unpacked > MOST_UNPACKED_BYTES:
                            raise DomainError("Tệp bung ra quá lớn; không nhận.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DomainError("Tệp không phải bảng Excel (.xlsx, .xls) hoặc đã hỏng.") from error


def _clean(cell: Any, encoding: Encoding) -> Any:
    if not isinstance(cell, str):
        return cell
    return normal(cell if encoding is Encoding.UNICODE else to_unicode(cell, encoding))


def is_blank(row: Sequence[Any]) -> bool:
    """Tell whether nothing is written in a row."""
    return all(cell is None or cell == "" for cell in row)


def is_total(row: Sequence[Any]) -> bool:
    """Tell whether a row only sums up the rows above it."""
    first = next((as_text(cell) for cell in row if cell not in (None, "")), "")
    return fold(first).startswith(_TOTALS)


def find_table(sheet: Sheet, fields: dict[str, tuple[str, ...]], *, required: tuple[str, ...]) -> Table:
    """Find the header below the title rows and say which column holds which field.

    ``fields`` maps a field to the headings it goes by, folded (no tones, small letters); a heading
    split over two rows is read as "upper / lower". DomainError names what was not found.
    """
    best: dict[str, int] = {}
    for index in range(min(HEADER_SEARCH_ROWS, len(sheet.rows))):
        below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else []
        for height, headings in ((2, _two_rows(sheet.rows[index], below)), (1, _one_row(sheet.rows[index]))):
            columns = _match(headings, fields)
            if all(name in columns for name in required):
                return Table(columns, index + height + 1, sheet.rows)
            best = max(best, columns, key=len)
    missing = [fields[name][0] for name in required if name not in best]
    raise DomainError(f"Không tìm thấy cột: {', '.join(missing)}. Kiểm tra dòng tiêu đề của bảng.")


def _one_row(row: Sequence[Any]) -> list[str]:
    return [fold(as_text(cell)) for cell in row]


def _two_rows(upper: Sequence[Any], lower: Sequence[Any]) -> list[str]:
    """Return "upper / lower" headings; an upper heading spreads over the empty cells right of it."""
    if not _looks_like_subheader(upper, lower):
        return []
    headings: list[str] = []
    current = ""
    for at, cell in enumerate(upper):
        current = fold(as_text(cell)) or current
        below = fold(as_text(lower[at])) if at < len(lower) else ""
        headings.append(f"{current} / {below}" if below else fold(as_text(cell)))
    return headings


def _looks_like_subheader(upper: Sequence[Any], lower: Sequence[Any]) -> bool:
    words = [cell for cell in lower if cell not in (None, "")]
    starts_blank = not lower or lower[0] in (None, "")
    return (
        bool(words) and starts_blank and all(isinstance(cell, str) for cell in words) and not is_blank(upper)
    )


def _match(headings: Sequence[str], fields: dict[str, tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, synonyms in fields.items():
        for synonym in synonyms:
            if synonym in headings:
                found[name] = headings.index(synonym)
                break
    return found
