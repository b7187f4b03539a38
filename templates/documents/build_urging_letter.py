"""Builds urging_letter.docx: the form of a Party letter (399-QĐ/TW 09/01/2026; 05-HD/VPTW 27/5/2026).

Run after changing it: ``PYTHONPATH=. .venv/bin/python templates/documents/build_urging_letter.py``.
The template is committed, so that an office can also open and change it in Word.
"""

from __future__ import annotations

from pathlib import Path

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Mm

from portal.kernel.documents.docx_layout import (
    CENTRE,
    LEFT,
    RIGHT,
    body,
    head,
    keep_whole,
    new_document,
    paragraph,
    signature,
    two_blocks,
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


def build():
    """Return the whole template."""
    document = new_document()
    head(document, symbol="{{ number_suffix }}", subject="{{ subject }}")
    addressees(document)
    paragraph(document, "", size=6)
    body(document, INTRODUCTION)
    figures(document)
    body(document, REQUEST)
    for task in TASKS:
        body(document, task)
    body(document, CLOSING).paragraph_format.keep_with_next = True  # the signature never stands alone
    signature(
        document,
        authority="{{ signing_authority }}",
        signer_title="{{ signer_title }}",
        signer="{{ signer_name }}",
    )
    return document


if __name__ == "__main__":
    build().save(str(Path(__file__).with_name("urging_letter.docx")))
