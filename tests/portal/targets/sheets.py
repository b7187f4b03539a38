"""Small workbooks in the layout of the sample targets."""

from __future__ import annotations

import io

import xlsxwriter


def sheet(rows, *, title: str = "CHỈ TIÊU NHIỆM KỲ 2020 - 2025 (số liệu đến 31/8/2023)") -> bytes:
    """Rows are (code, term target, target of 2023, admitted in 2023)."""
    output = io.BytesIO()
    workbook = xlsxwriter.Workbook(output)
    page = workbook.add_worksheet()
    page.write_row(0, 0, [title])
    page.write_row(2, 0, ["STT", "Mã", "Tên đơn vị", "Chỉ tiêu nhiệm kỳ", "Năm 2023", ""])
    page.write_row(3, 4, ["Chỉ tiêu", "Kết nạp"])
    for number, (code, term, target, admitted) in enumerate(rows):
        page.write_row(4 + number, 0, [number + 1, code, f"Đảng bộ {code}", term, target, admitted])
    page.write_row(4 + len(rows), 2, ["Tổng cộng"])
    workbook.close()
    return output.getvalue()
