"""Builds union_report.docx: the quarterly and yearly report of a union.

Run after changing it: ``.venv/bin/python templates/documents/build_union_report.py``. The template
is committed, so that an office can also open and change it in Word.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def set_up() -> Document:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(4)
    return document


def say(container, text, *, align=BOTH, bold=False, italic=False, size=None):
    paragraph = container.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    return paragraph


def grid(document, heads, loop, cells, widths):
    """A table whose middle row docxtpl repeats."""
    table = document.add_table(rows=4, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    for at, head in enumerate(heads):
        cell = table.rows[0].cells[at]
        cell.text = ""
        run = cell.paragraphs[0].add_run(head)
        run.bold, run.font.size = True, Pt(11)
    table.rows[1].cells[0].text = f"{{%tr for row in {loop} %}}"
    for at, cell in enumerate(cells):
        place = table.rows[2].cells[at]
        place.text = ""
        place.paragraphs[0].add_run(f"{{{{ row.{cell} }}}}").font.size = Pt(11)
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for at, width in enumerate(widths):
        table.columns[at].width = Mm(width)
        for row in table.rows:
            row.cells[at].width = Mm(width)
    document.add_paragraph()


def build() -> Document:
    document = set_up()
    head = document.add_table(rows=1, cols=2)
    head.autofit = False
    head.columns[0].width, head.columns[1].width = Mm(70), Mm(95)
    left, right = head.rows[0].cells
    left.width, right.width = Mm(70), Mm(95)
    left.text = right.text = ""
    say(left, "{{ superior_body }}", align=CENTRE, size=12)
    say(left, "{{ union_name }}", align=CENTRE, bold=True, size=12)
    say(left, "Số:        -BC", align=CENTRE, size=12)
    say(right, "{{ motto }}", align=CENTRE, bold=True, size=12)
    say(right, "{{ motto_below }}", align=CENTRE, bold=True, size=12)
    say(right, "{{ place }}, ngày      tháng {{ month }} năm {{ year }}", align=CENTRE, italic=True, size=12)
    say(document, "DỰ THẢO", align=CENTRE, italic=True)
    say(document, "BÁO CÁO", align=CENTRE, bold=True, size=14)
    say(
        document,
        "Kết quả hoạt động, phong trào và giới thiệu nguồn kết nạp Đảng {{ period }}",
        align=CENTRE,
        bold=True,
    )
    say(document, "I. Kết quả chung", bold=True)
    say(
        document,
        "Trong {{ period }}, đoàn thể đã tổ chức {{ activity_count }} hoạt động ({{ approved_count }} hoạt động đã duyệt), "
        "với {{ turns }} lượt đoàn viên, hội viên và {{ guest_count }} lượt khách tham gia. {{ active }}/{{ members }} đoàn "
        "viên, hội viên tham gia ít nhất một hoạt động, đạt {{ rate }}.",
    )
    say(document, "II. Kết quả theo chi đoàn, tổ công đoàn", bold=True)
    grid(
        document,
        ["Đơn vị", "Đoàn viên", "Hoạt động", "Đã tham gia", "Lượt", "Tỷ lệ"],
        "units",
        ["name", "members", "activities", "active", "turns", "rate"],
        [62, 20, 22, 24, 18, 19],
    )
    say(document, "Đơn vị chưa có hoạt động: {{ idle }}.")
    say(document, "III. Giới thiệu đoàn viên, hội viên ưu tú", bold=True)
    grid(document, ["Bước (cộng dồn)", "Số người"], "funnel", ["label", "count"], [110, 30])
    say(document, "Còn {{ waiting }} lời giới thiệu đang chờ cấp ủy trả lời.")
    say(document, "IV. Các hoạt động", bold=True)
    grid(
        document,
        ["Ngày", "Hoạt động", "Loại", "Tình trạng", "Kết quả"],
        "activities",
        ["day", "title", "kind", "state", "result"],
        [24, 48, 33, 22, 38],
    )
    say(document, "T/M BAN CHẤP HÀNH", align=WD_ALIGN_PARAGRAPH.RIGHT, bold=True)
    return document


if __name__ == "__main__":
    build().save(str(Path(__file__).with_name("union_report.docx")))
