"""The list of a gate as a workbook: exactly the rows shown, marked with who took them and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.candidates.stages import RULES
from portal.eligibility.steps import CRITERIA
from portal.eligibility.verdict import VerdictWord
from portal.kernel.spreadsheets.writer import Column, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.candidates.queries.standing import StandingRow

COLUMNS = (
    Column("STT", 6),
    Column("Họ và tên", 28),
    Column("Ngày sinh", 12),
    Column("Chi bộ", 28),
    Column("Giai đoạn", 30),
    Column("Kết quả", 18),
    Column("Còn thiếu", 60),
    Column("Có thể thay đổi từ ngày", 14),
)
VERDICT_WORDS = {
    VerdictWord.ELIGIBLE: "Đủ điều kiện",
    VerdictWord.INCOMPLETE: "Còn thiếu",
    VerdictWord.BLOCKED: "Chưa đủ điều kiện",
}


def write_standings(rows: Iterable[StandingRow], *, title: str, taken_by: str) -> bytes:
    """Return the rows as an .xlsx."""
    body = (
        (
            number,
            row.name,
            row.birth_date,
            row.unit_name,
            RULES[row.stage].label,
            VERDICT_WORDS[row.judged.verdict],
            "; ".join(CRITERIA[criterion].title for criterion in row.judged.lacking),
            row.judged.holds_until,
        )
        for number, row in enumerate(rows, start=1)
    )
    return write_table(title, COLUMNS, body, taken_by=taken_by)
