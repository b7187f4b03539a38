"""The process that opens an uploaded workbook: started by containment.py, never imported by the portal.

calamine lays a sheet out as a full rectangle from the first to the last cell, so a file of a few
kilobytes with one cell at XFD1048576 asks for hundreds of gigabytes and ends the whole process; no
``except`` can stop that. Here it ends only this child, which may use little memory and time.

In: the workbook on standard input. Out: one marshalled dict, ``{"sheets": [(name, rows, days), …]}`` of
the visible worksheets, or ``{"refused": reason, …}``. Days leave an empty cell behind and travel beside
the rows as (row index, column index, (year, month, day)), instants with hour, minute and second.
"""

from __future__ import annotations

import contextlib
import gc
import io
import marshal
import os
import sys
from datetime import date, datetime
from typing import Any

MOST_MEMORY = 1 << 30
MOST_SECONDS = 30
MOST_ROWS = 50_000
MOST_CELLS = 3_000_000
_AS_THEY_ARE = frozenset({str, float, int, bool})


def confine() -> None:  # pragma: no cover -- would bound the tests too
    """Bound this process: memory, processor time, no core file."""
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system without this limit
            resource.setrlimit(what, (most, most))


def read(content: bytes) -> dict[str, Any]:
    """Return the visible worksheets of a workbook, or why it is refused."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = workbook.get_sheet_by_index(index)
            last_row, last_column = sheet.end or (-1, -1)
            if last_row >= MOST_ROWS:
                return {"refused": "rows", "sheet": about.name, "rows": last_row + 1}
            if (last_row + 1) * (last_column + 1) > MOST_CELLS:
                return {"refused": "cells", "sheet": about.name}
            rows = sheet.to_python(skip_empty_area=False)
            sheets.append((about.name, rows, _take_days(rows)))
    except PasswordError:
        return {"refused": "password"}
    except (CalamineError, OSError, ValueError):
        return {"refused": "unreadable"}
    return {"sheets": sheets}


def _take_days(rows: list[list[Any]]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Take the days and instants out of the rows, and say other rarities (durations) in text."""
    days: list[tuple[int, int, tuple[int, ...]]] = []
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            if type(cell) in _AS_THEY_ARE:
                continue
            row[at] = ""
            if isinstance(cell, datetime):
                days.append((number, at, cell.timetuple()[:6]))
            elif isinstance(cell, date):
                days.append((number, at, (cell.year, cell.month, cell.day)))
            else:
                row[at] = str(cell)
    return days


def main() -> None:  # pragma: no cover -- runs in the child
    """Read standard input, write the answer, and leave without tidying up millions of cells."""
    confine()
    gc.disable()  # nothing here outlives the answer
    sys.stdout.buffer.write(marshal.dumps(read(sys.stdin.buffer.read())))
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":  # pragma: no cover -- runs in the child
    main()
