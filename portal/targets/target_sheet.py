"""The targets of a term as a workbook that the import reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kernel.spreadsheets.writer import Column, write_table
from portal.organizations import queries as organizations
from portal.targets import queries
from portal.targets.pace import WHOLE_TERM

if TYPE_CHECKING:
    from portal.targets.models import Term


def target_sheet(term: Term, *, taken_by: str) -> bytes:
    """Return the term and yearly targets in force, with the opening balances, one row a house."""
    targets = queries.current_targets(term.id)
    balances = queries.current_balances(term.id)
    until = max((row.counted_until for row in balances.values()), default=None)
    title = f"CHỈ TIÊU NHIỆM KỲ {term.code}" + (f" (số liệu đến ngày {until:%d/%m/%Y})" if until else "")
    years = sorted({year for _, year in [*targets, *balances]} - {WHOLE_TERM})
    columns = [Column("Mã", 10), Column("Tên đơn vị", 44), Column("Chỉ tiêu nhiệm kỳ", 14)]
    for year in years:
        columns += [Column(f"Chỉ tiêu năm {year}", 12), Column(f"Kết nạp năm {year}", 12)]
    rows = []
    for house in organizations.list_organizations(kinds=queries.GRASSROOTS):
        whole = targets.get((house.id, WHOLE_TERM))
        if whole is None:
            continue
        cells: list[object] = [house.code, house.name, whole.value]
        for year in years:
            asked, done = targets.get((house.id, year)), balances.get((house.id, year))
            cells += [asked.value if asked else None, done.admitted if done else None]
        rows.append(cells)
    return write_table(title, columns, rows, taken_by=taken_by)
