"""Letters of Khối in a periodic report: sent in the period, answered, late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kernel.report_parts import ReportFigure, ReportSection, ReportTable
from portal.kernel.text import number_text
from portal.oversight.letters.queries import list_deliveries_signed

if TYPE_CHECKING:
    from portal.kernel.report_parts import ReportScope


def letter_section(scope: ReportScope) -> ReportSection:
    """Return the letters signed in the period with what the houses answered; two statements."""
    rows = list_deliveries_signed(scope.since, scope.until, house=scope.house)
    letters = {row.delivery.letter_id: row.delivery for row in rows}
    answered, late = sum(row.is_answered for row in rows), sum(row.is_late for row in rows)
    verb = "nhận" if scope.house else "gửi"
    words = f"Trong {scope.words}, {scope.who} {verb} {number_text(len(letters))} công văn"
    if scope.house is None:
        words += f", tới {number_text(len(rows))} lượt đơn vị"
    words += f"; đã trả lời {number_text(answered)} lượt, quá hạn chưa trả lời {number_text(late)} lượt."
    if not rows:
        words = f"Trong {scope.words}, {scope.who} không {verb} công văn đôn đốc nào."
    table = tuple(
        (
            delivery.number,
            f"{delivery.signed_on:%d/%m/%Y}",
            delivery.subject,
            sum(row.delivery.letter_id == letter_id for row in rows),
            sum(row.delivery.letter_id == letter_id and row.is_answered for row in rows),
        )
        for letter_id, delivery in letters.items()
    )
    columns = ("Số", "Ngày ký", "Trích yếu", "Nơi nhận", "Đã trả lời")
    return ReportSection(
        "Công văn đôn đốc và việc trả lời",
        (words,),
        (
            ReportFigure("letters", "Công văn", len(letters), "văn bản"),
            ReportFigure("letters_answered", "Lượt đã trả lời", answered, "lượt"),
            ReportFigure("letters_late", "Lượt quá hạn", late, "lượt"),
        ),
        (ReportTable("Công văn trong kỳ", columns, (12, 16, 46, 13, 13), table),) if table else (),
    )
