"""The list of grassroots organisations and unions from Excel; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets.cells import as_count, as_mark, as_text
from portal.kernel.spreadsheets.complaints import RowError
from portal.kernel.spreadsheets.reader import find_only_table, open_sheets
from portal.kernel.text import fold
from portal.organizations import rules

FIELDS: dict[str, tuple[str, ...]] = {
    "code": ("ma", "ma don vi"),
    "name": ("ten don vi", "ten to chuc", "ten"),
    "kind": ("loai hinh",),
    "sector": ("linh vuc",),
    "member_count": ("tong so dang vien", "so dang vien"),
    "cell_count": ("so chi bo truc thuoc", "so chi bo"),
    "has_trade_union": ("co to chuc cong doan", "cong doan"),
    "has_youth_union": ("co to chuc doan", "doan thanh nien"),
}
_KINDS = {
    "dang bo co so": "grassroots_committee_org",
    "chi bo co so": "grassroots_cell",
    "doan the": "mass_union",
}
_UNIONS = {
    "cong doan": "trade_union",
    "doan thanh nien": "youth_union",
    "cuu chien binh": "veterans_association",
}


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """One organisation as it will be registered; counts are None where the cell was empty."""

    row: int
    code: str
    name: str
    kind: str
    union_kind: str | None
    sector: str
    member_count: int | None
    cell_count: int | None
    has_trade_union: bool
    has_youth_union: bool | None


@dataclass(frozen=True, slots=True)
class ParsedOrganizations:
    """What a file holds; ``bloc_name`` is the first title line, the name of the superior."""

    bloc_name: str
    rows: list[OrganizationRow]
    errors: list[RowError]
    total: int


def parse_organizations(content: bytes) -> ParsedOrganizations:
    """Read a list of organisations; DomainError when it is no such list at all."""
    table = find_only_table(open_sheets(content), FIELDS, ("code", "name", "kind"))
    rows: list[OrganizationRow] = []
    errors: list[RowError] = []
    seen: dict[str, int] = {}
    total = 0
    for number, cells in table:
        total += 1
        found = _read_row(number, cells, seen)
        if isinstance(found, OrganizationRow):
            rows.append(found)
            seen[found.code.upper()] = number
        else:
            errors += found
    if not total:
        raise DomainError("Bảng không có dòng dữ liệu nào.")
    return ParsedOrganizations(_bloc_name(table.sheet.rows), rows, errors, total)


def _read_row(number: int, cells: dict[str, Any], seen: dict[str, int]) -> OrganizationRow | list[RowError]:
    errors: list[RowError] = []

    def complain(column: str, code: str, message: str) -> None:
        errors.append(RowError(number, column, code, message))

    code, name = as_text(cells.get("code")), as_text(cells.get("name"))
    code_problem = rules.code_problem(code)
    if not code:
        complain("code", "code_missing", "Thiếu mã đơn vị.")
    elif code_problem:
        complain("code", "code_invalid", code_problem)
    elif code.upper() in seen:
        complain("code", "code_repeated", f"Mã {code} đã có ở dòng {seen[code.upper()]}.")
    if not name:
        complain("name", "name_missing", "Thiếu tên đơn vị.")
    elif len(name) > rules.LONGEST_NAME:
        complain("name", "name_too_long", f"Tên đơn vị không dài quá {rules.LONGEST_NAME} ký tự.")
    kind_text, sector = as_text(cells.get("kind")), as_text(cells.get("sector"))
    if len(sector) > rules.LONGEST_SECTOR:
        complain("sector", "sector_too_long", f"Lĩnh vực không dài quá {rules.LONGEST_SECTOR} ký tự.")
    kind = _KINDS.get(fold(kind_text))
    if kind is None:
        complain(
            "kind",
            "kind_invalid",
            f"Loại hình “{kind_text}” không phải Đảng bộ cơ sở, Chi bộ cơ sở hay Đoàn thể.",
        )
    union_kind = _UNIONS.get(fold(sector)) if kind == "mass_union" else None
    if kind == "mass_union" and union_kind is None:
        complain(
            "sector", "union_invalid", f"“{sector}” không phải Công đoàn, Đoàn Thanh niên hay Cựu chiến binh."
        )
    counts: dict[str, int | None] = {}
    for column in ("member_count", "cell_count"):
        try:
            counts[column] = as_count(cells.get(column, ""))
        except ValueError as error:
            complain(column, f"{column}_invalid", f"{error}.")
    marks: dict[str, bool | None] = {}
    for column in ("has_trade_union", "has_youth_union"):
        try:
            marks[column] = as_mark(cells[column]) if column in cells else None
        except ValueError as error:
            complain(column, f"{column}_invalid", f"{error}.")
    if errors or kind is None:
        return errors
    return OrganizationRow(
        row=number,
        code=code,
        name=name,
        kind=kind,
        union_kind=union_kind,
        sector=sector,
        member_count=counts["member_count"],
        cell_count=counts["cell_count"],
        has_trade_union=bool(marks["has_trade_union"]),
        has_youth_union=marks["has_youth_union"],
    )


def _bloc_name(rows: list[list[Any]]) -> str:
    title = next((as_text(cell) for row in rows[:3] for cell in row if as_text(cell)), "")
    if not fold(title).startswith(("dang uy", "dang bo")):
        return ""
    words = title.capitalize() if title.isupper() else title
    return words.replace("khối", "Khối")
