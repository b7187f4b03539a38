"""The targets of a term as a workbook that the import reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kernel.spreadsheets.writer import Column, write_table
from portal.organizations import queries as organizations
from portal.targets import queries
from portal.targets.kinds import PARTS, part_heading
from portal.targets.pace import WHOLE_TERM

if TYPE_CHECKING:
    from uuid import UUID

    from portal.targets.models import Term


def target_sheet(term: Term, *, taken_by: str) -> bytes:
    """Return the targets in force, their parts and the opening balances, one row a house."""
    targets = queries.current_targets(term.id)
    balances = queries.current_balances(term.id)
    parts = queries.current_parts(term.id)
    used = {(kind, year) for _, kind, year in parts}
    until = max((row.counted_until for row in balances.values()), default=None)
    title = f"CHỈ TIÊU NHIỆM KỲ {term.code}" + (f" (số liệu đến ngày {until:%d/%m/%Y})" if until else "")
    years = sorted({year for _, year in [*targets, *balances]} - {WHOLE_TERM})
    of_year = {year: [kind for kind in PARTS if (kind, year) in used] for year in (WHOLE_TERM, *years)}
    columns = [Column("Mã", 10), Column("Tên đơn vị", 44), Column("Chỉ tiêu nhiệm kỳ", 14)]
    columns += [Column(part_heading(kind, WHOLE_TERM), 12) for kind in of_year[WHOLE_TERM]]
    for year in years:
        columns += [Column(f"Chỉ tiêu năm {year}", 12), Column(f"Kết nạp năm {year}", 12)]
        columns += [Column(part_heading(kind, year), 12) for kind in of_year[year]]

    def asked_of_parts(house: UUID, year: int) -> list[int | None]:
        asked = [parts.get((house, kind, year)) for kind in of_year[year]]
        return [part.value if part else None for part in asked]

    rows = []
    for house in organizations.list_organizations(kinds=queries.GRASSROOTS):
        whole = targets.get((house.id, WHOLE_TERM))
        if whole is None:
            continue
        cells: list[object] = [house.code, house.name, whole.value, *asked_of_parts(house.id, WHOLE_TERM)]
        for year in years:
            asked, done = targets.get((house.id, year)), balances.get((house.id, year))
            cells += [asked.value if asked else None, done.admitted if done else None]
            cells += asked_of_parts(house.id, year)
        rows.append(cells)
    return write_table(title, columns, rows, taken_by=taken_by)
