"""The register as a workbook: exactly the rows shown, marked with who took them and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.candidates.stages import RULES
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.people.labels import SEX, SOURCE_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.candidates.queries.register import RegisterRow

COLUMNS = (
    Column("STT", 6),
    Column("Họ và tên", 28),
    Column("Ngày sinh", 12),
    Column("Giới tính", 10),
    Column("Chi bộ", 28),
    Column("Nhóm nguồn", 20),
    Column("Đoàn viên", 10),
    Column("Giai đoạn", 30),
    Column("Từ ngày", 12),
    Column("Ngày vào danh sách", 14),
    Column("Người giúp đỡ", 26),
    Column("Số GCN", 14),
    Column("Ngày cấp GCN", 14),
)


def write_register(rows: Iterable[RegisterRow], *, house: str, taken_by: str) -> bytes:
    """Return the rows as an .xlsx."""
    body = (
        (
            number,
            row.name,
            row.birth_date,
            SEX[row.sex],
            row.unit_name,
            SOURCE_GROUP[row.source_group],
            row.youth_member,
            RULES[row.stage].label,
            row.stage_since,
            row.listed_on,
            row.helper_name,
            row.certificate.number if row.certificate else None,
            row.certificate.issued_on if row.certificate else None,
        )
        for number, row in enumerate(rows, start=1)
    )
    return write_table(f"Danh sách quần chúng · {house}", COLUMNS, body, taken_by=taken_by)
