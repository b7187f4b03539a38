"""Targets of a term with the yearly targets and results so far, from Excel; nothing is written here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets.cells import as_count, as_text
from portal.kernel.spreadsheets.complaints import RowError
from portal.kernel.spreadsheets.headings import HEADING_SEARCH_ROWS
from portal.kernel.spreadsheets.reader import find_only_table, open_sheets
from portal.kernel.text import fold
from portal.targets.kinds import PARTS, TargetKind, part_heading
from portal.targets.pace import WHOLE_TERM

_YEAR_HEADING = re.compile(r"nam (\d{4})")
_TITLE_DATE = re.compile(r"den (?:ngay )?(\d{1,2}/\d{1,2}/\d{4})")
FIELDS: dict[str, tuple[str, ...]] = {
    "code": ("ma", "ma don vi"),
    "name": ("ten don vi", "ten to chuc"),
    "term_target": ("chi tieu nhiem ky",),
}


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year of one organisation; None where the cell was empty."""

    year: int
    target: int | None
    admitted: int | None


@dataclass(frozen=True, slots=True)
class PartTarget:
    """What is asked of one part of the admissions; year 0 is the whole term."""

    kind: TargetKind
    year: int
    value: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One organisation's figures; ``row`` as Excel numbers it."""

    row: int
    code: str
    name: str
    term_target: int
    years: tuple[YearFigures, ...]
    parts: tuple[PartTarget, ...] = ()

    @property
    def admitted(self) -> int:
        """Return the people admitted in all years of the file."""
        return sum(figures.admitted or 0 for figures in self.years)


@dataclass(frozen=True, slots=True)
class ParsedTargets:
    """What a file holds; ``counted_until`` is the date in its title (dd/mm/yyyy), '' when it names none."""

    rows: list[TargetRow]
    errors: list[RowError]
    total: int
    counted_until: str


def parse_targets(content: bytes, *, first_year: int, last_year: int) -> ParsedTargets:
    """Read the targets of a term; DomainError when it is no such list at all."""
    sheets = open_sheets(content)
    named = sorted({year for sheet in sheets for year in _years_named(sheet.rows)})
    table = find_only_table(sheets, _fields(named), ("code", "term_target"))
    years = [year for year in named if _columns_of(year) & set(table.columns)]
    outside = [year for year in years if not first_year <= year <= last_year]
    if outside:
        raise DomainError(f"Năm {outside[0]} không thuộc nhiệm kỳ {first_year}-{last_year}.")
    rows: list[TargetRow] = []
    errors: list[RowError] = []
    seen: dict[str, int] = {}
    total = 0
    for number, cells in table:
        total += 1
        found = _read_row(number, cells, years, seen)
        if isinstance(found, TargetRow):
            rows.append(found)
            seen[found.code.upper()] = number
        else:
            errors += found
    until = _TITLE_DATE.search(fold(" ".join(as_text(cell) for row in table.sheet.rows[:3] for cell in row)))
    return ParsedTargets(rows, errors, total, until.group(1) if until else "")


def _fields(years: list[int]) -> dict[str, tuple[str, ...]]:
    fields = dict(FIELDS)
    for kind in PARTS:
        for year in (WHOLE_TERM, *years):
            fields[f"{kind}_{year}"] = (fold(part_heading(kind, year)).replace(",", ""),)
    for year in years:
        fields[f"target_{year}"] = (f"nam {year} / chi tieu", f"chi tieu nam {year}")
        fields[f"admitted_{year}"] = (f"nam {year} / ket nap", f"ket nap nam {year}")
    return fields


def _columns_of(year: int) -> set[str]:
    return {f"target_{year}", f"admitted_{year}", *(f"{kind}_{year}" for kind in PARTS)}


def _years_named(rows: list[list[Any]]) -> set[int]:
    """Return the years that titles, headings and notes speak of; only headings will match."""
    cells = (as_text(cell) for row in rows[:HEADING_SEARCH_ROWS] for cell in row)
    return {int(year) for cell in cells for year in _YEAR_HEADING.findall(fold(cell))}


def _read_row(
    number: int, cells: dict[str, Any], years: list[int], seen: dict[str, int]
) -> TargetRow | list[RowError]:
    errors: list[RowError] = []

    def count(column: str, says: str) -> int | None:
        try:
            return as_count(cells.get(column, ""))
        except ValueError as error:
            errors.append(RowError(number, column, f"{column}_invalid", f"{says}: {error}."))
            return None

    code = as_text(cells.get("code"))
    if not code:
        errors.append(RowError(number, "code", "code_missing", "Thiếu mã đơn vị."))
    elif code.upper() in seen:
        errors.append(
            RowError(number, "code", "code_repeated", f"Mã {code} đã có ở dòng {seen[code.upper()]}.")
        )
    term_target = count("term_target", "Chỉ tiêu nhiệm kỳ")
    if term_target is None and not any(error.column == "term_target" for error in errors):
        errors.append(RowError(number, "term_target", "term_target_missing", "Thiếu chỉ tiêu nhiệm kỳ."))
    figures = tuple(
        YearFigures(
            year,
            count(f"target_{year}", f"Chỉ tiêu năm {year}"),
            count(f"admitted_{year}", f"Kết nạp năm {year}"),
        )
        for year in years
    )
    parts = [
        (kind, year, count(f"{kind}_{year}", part_heading(kind, year)))
        for kind in PARTS
        for year in (WHOLE_TERM, *years)
    ]
    if errors or term_target is None:
        return errors
    asked = tuple(PartTarget(kind, year, value) for kind, year, value in parts if value is not None)
    return TargetRow(number, code, as_text(cells.get("name", "")), term_target, figures, asked)
