"""Builds urging_letter.docx: the form of a Party letter (399-QĐ/TW 09/01/2026; 05-HD/VPTW 27/5/2026).

Run after changing it: ``.venv/bin/python templates/documents/build_urging_letter.py``. The template
is committed, so that an office can also open and change it in Word. Measures: A4, margins 20, 20,
30, 15 mm; body 14 pt on exactly 18 pt, 6 pt before, first line 10 mm (rules.md §7.2).
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
CENTRE, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)

INTRODUCTION = (
    "Thực hiện chỉ tiêu kết nạp đảng viên nhiệm kỳ {{ term }}, tính đến {{ as_of_text }}, toàn {{ bloc_label }} đã kết nạp "
    "{{ admitted }}/{{ term_target }} đảng viên, đạt {{ percent }}% chỉ tiêu, trong khi thời gian nhiệm kỳ đã qua "
    "{{ elapsed_percent }}%. Nhiều cấp ủy đã chủ động tạo nguồn và kết nạp bảo đảm tiến độ. Tuy nhiên, còn "
    "{{ units | length }} tổ chức cơ sở đảng đạt dưới {{ threshold }}% chỉ tiêu nhiệm kỳ, cụ thể:"
)
REQUEST = (
    "{{ standing_body }} đề nghị các cấp ủy, tổ chức cơ sở đảng có tên trên và các đoàn thể {{ bloc_label }} "
    "tập trung thực hiện tốt một số nhiệm vụ sau:"
)
TASKS = (
    "1. Cấp ủy rà soát ngay nguồn quần chúng ưu tú ở từng chi bộ; bổ sung danh sách cảm tình Đảng; phân công đảng "
    "viên chính thức giúp đỡ từng người; đánh giá hằng tháng, hằng quý đúng hạn và giới thiệu đủ người đi học lớp "
    "bồi dưỡng nhận thức về Đảng.",
    "2. Mỗi đơn vị xây dựng kế hoạch kết nạp theo từng tháng cho số chỉ tiêu còn lại, nêu rõ người phụ trách và thời "
    "hạn; hồ sơ đủ điều kiện thì chi bộ xét và đề nghị ngay, không để quá thời hạn quy định.",
    "3. Các đoàn thể đẩy mạnh phong trào thi đua, phát hiện, bồi dưỡng và giới thiệu đoàn viên, hội viên ưu tú; cấp ủy "
    "trả lời giới thiệu của đoàn thể trong vòng 30 ngày.",
    "4. Các trường đại học, cao đẳng xác định lộ trình cụ thể phát triển đảng viên trong học sinh, sinh viên theo từng "
    "khóa, không để người đủ điều kiện ra trường khi chưa được xem xét.",
)
CLOSING = (
    "Các đơn vị có tên trong công văn báo cáo nguyên nhân, giải pháp và kế hoạch thực hiện về {{ board_label }} trước "
    "ngày {{ reply_due }}. {{ board_label }} theo dõi, kiểm tra, đôn đốc và tham mưu lấy kết quả này làm một tiêu chí "
    "đánh giá, xếp loại hằng năm."
)


def paragraph(
    container,
    text="",
    *,
    align=LEFT,
    size=14,
    bold=False,
    italic=False,
    underline=False,
    first=0,
    before=0,
    exact=None,
):
    """Add one paragraph in the measures of the form."""
    item = container.add_paragraph()
    style = item.paragraph_format
    style.alignment, style.space_before, style.space_after = align, Pt(before), Pt(0)
    style.first_line_indent = Mm(first) if first else None
    if exact:
        style.line_spacing_rule, style.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exact)
    if text:
        run(item, text, size=size, bold=bold, italic=italic, underline=underline)
    else:
        height = OxmlElement("w:sz")
        height.set(qn("w:val"), str(size * 2))
        mark = OxmlElement("w:rPr")
        mark.append(height)
        item._element.get_or_add_pPr().append(mark)
    return item


def run(item, text, *, size=14, bold=False, italic=False, underline=False):
    """Add a run in the one font of the document."""
    piece = item.add_run(text)
    piece.font.name, piece.font.size = FONT, Pt(size)
    piece.bold, piece.italic, piece.underline = bold, italic, underline
    piece._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    piece._element.rPr.rFonts.set(qn("w:cs"), FONT)
    return piece


def body(document, text):
    """Add a paragraph of the letter itself."""
    return paragraph(document, text, align=BOTH, first=10, before=6, exact=18)


def two_blocks(document, widths):
    """Add an unseen table of one row with two cells and return them."""
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
        cell._element.remove(cell.paragraphs[0]._element)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    keep_whole(table.rows[0])
    return table.rows[0].cells


def keep_whole(row):
    """Keep a row on one page: a name is never alone on the last one."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def rule_below(item):
    """Draw the rule under "ĐẢNG CỘNG SẢN VIỆT NAM", as long as the words, as a border of its paragraph."""
    item.paragraph_format.left_indent = item.paragraph_format.right_indent = Mm(4)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in {"val": "single", "sz": "8", "space": "1", "color": "000000"}.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    item._element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def page_number(document):
    """Number the pages at the top centre, from the second page on."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    item = section.header.paragraphs[0]
    item.alignment = CENTRE
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        piece = run(item, "", size=13)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        piece._element.append(mark)


def head(document):
    left, right = two_blocks(document, (85, 80))
    paragraph(left, "{{ superior_body }}", align=CENTRE, size=13)
    paragraph(left, "{{ issuing_body }}", align=CENTRE, size=13, bold=True)
    paragraph(left, "*", align=CENTRE, size=13)
    paragraph(left, "Số {{ number }}-{{ number_suffix }}", align=CENTRE, size=13)
    paragraph(left, "{{ subject }}", align=CENTRE, size=12, italic=True, before=3)
    rule_below(paragraph(right, "ĐẢNG CỘNG SẢN VIỆT NAM", align=CENTRE, size=14, bold=True))
    paragraph(right, "{{ place }}, {{ date_text }}", align=CENTRE, size=14, italic=True, before=6)
    paragraph(right, "DỰ THẢO", align=CENTRE, size=13, bold=True, before=6)


def addressees(document):
    paragraph(document, "", size=6)
    left, right = two_blocks(document, (45, 120))
    paragraph(left, "Kính gửi: ", align=RIGHT, italic=True, before=3)
    paragraph(right, "{%p for line in addressees %}", before=3)
    paragraph(right, " - {{ line }}", before=3)
    paragraph(right, "{%p endfor %}")


def figures(document):
    paragraph(document, "", size=6)
    table = document.add_table(rows=4, cols=6)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    headings = ("TT", "Tổ chức cơ sở đảng", "Chỉ tiêu nhiệm kỳ", "Đã kết nạp", "Đạt (%)", "Còn lại")
    widths = (11, 74, 22, 20, 18, 20)
    fields = (
        "loop.index",
        "unit.name",
        "unit.term_target",
        "unit.admitted",
        "unit.percent",
        "unit.remaining",
    )
    for at, (heading, width, field) in enumerate(zip(headings, widths, fields, strict=True)):
        table.columns[at].width = Mm(width)
        for row in table.rows:
            row.cells[at].width = Mm(width)
        cell(table.cell(0, at), heading, bold=True)
        cell(table.cell(2, at), "{{ " + field + " }}", align=LEFT if at == 1 else CENTRE)
    cell(table.cell(1, 0), "{%tr for unit in units %}")
    cell(table.cell(3, 0), "{%tr endfor %}")
    for row in table.rows:
        keep_whole(row)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def cell(place, text, *, bold=False, align=CENTRE):
    place._element.remove(place.paragraphs[0]._element)
    paragraph(place, text, align=align, size=12, bold=bold, before=2)


def signature(document):
    left, right = two_blocks(document, (80, 85))
    paragraph(left, "Nơi nhận:", size=12, underline=True, before=14)
    paragraph(left, "{%p for line in recipients %}", size=11)
    paragraph(left, "- {{ line }}", size=11)
    paragraph(left, "{%p endfor %}", size=11)
    paragraph(right, "{{ signing_authority }}", align=CENTRE, bold=True, before=14)
    paragraph(right, "{{ signer_title }}", align=CENTRE)
    for _ in range(4):
        paragraph(right, "", align=CENTRE)
    paragraph(right, "{{ signer_name }}", align=CENTRE, bold=True)


def build() -> Document:
    """Return the whole template."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    document.styles["Normal"].font.name = FONT
    page_number(document)
    head(document)
    addressees(document)
    paragraph(document, "", size=6)
    body(document, INTRODUCTION)
    figures(document)
    body(document, REQUEST)
    for task in TASKS:
        body(document, task)
    body(document, CLOSING).paragraph_format.keep_with_next = True  # the signature never stands alone
    signature(document)
    return document


if __name__ == "__main__":
    build().save(str(Path(__file__).with_name("urging_letter.docx")))
