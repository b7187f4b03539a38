"""Workbooks we hand out: a title, who took it and when, and no cell that Excel would compute."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from portal.kernel import clock
from portal.kernel.spreadsheets.headings import written_headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.kernel.spreadsheets.complaints import RowError


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide its column is, in characters."""

    heading: str
    width: int = 16


def write_table(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, taken_by: str
) -> bytes:
    """Return an .xlsx of one table, marked with who exported it and when."""
    output = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(output, options)
    sheet = workbook.add_worksheet("Danh sách")
    bold = workbook.add_format({"bold": True, "font_size": 13})
    quiet = workbook.add_format({"italic": True, "font_color": "#6b655d"})
    head = workbook.add_format(
        {"bold": True, "bg_color": "#f7f5f1", "border": 1, "text_wrap": True, "valign": "top"}
    )
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    sheet.write_string(0, 0, title, bold)
    taken_at = clock.local(clock.now())
    sheet.write_string(1, 0, f"Xuất bởi {taken_by} lúc {taken_at:%H:%M ngày %d/%m/%Y}", quiet)
    for at, column in enumerate(columns):
        sheet.write_string(3, at, column.heading, head)
    for number, row in enumerate(rows, start=4):
        for at, value in enumerate(row):
            _write_cell(sheet, number, at, value, day)
    sheet.freeze_panes(4, 0)
    workbook.close()
    return output.getvalue()


def _write_cell(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "x" if value else "")
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, clock.local(value).replace(tzinfo=None), day)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 -- a day has no zone
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))


def write_error_workbook(
    rows: Sequence[Sequence[Any]], errors: Sequence[RowError], *, header_rows: int, taken_by: str
) -> bytes:
    """Return the rows that were refused, as they came, with what to mend in a last column "Lỗi".

    ``header_rows`` counts the rows up to the last of the header. The answer can be mended and sent
    again: a heading over two rows becomes one that the reader knows.
    """
    words: dict[int, list[str]] = {}
    for error in errors:
        words.setdefault(error.row, []).append(error.message)
    width = max((len(row) for row in rows), default=0)
    headings = written_headings(rows, header_rows) if 0 < header_rows <= len(rows) else [""] * width
    columns = [*map(Column, headings), Column("Lỗi", 60)]
    body = [
        [*rows[number - 1], *[""] * (width - len(rows[number - 1])), "; ".join(found)]
        for number, found in sorted(words.items())
        if number <= len(rows)
    ]
    return write_table("Các dòng cần sửa", columns, body, taken_by=taken_by)
