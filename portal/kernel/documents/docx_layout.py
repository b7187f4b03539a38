"""The layout of Party documents, for the scripts that build our Word templates.

A4, margins 20, 20, 30, 15 mm; body 14 pt on exactly 18 pt, 6 pt before, first line 10 mm
(399-QĐ/TW 09/01/2026; 05-HD/VPTW 27/5/2026; rules.md §7.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT = "Times New Roman"
CENTRE, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
HEAD_WIDTHS, FOOT_WIDTHS = (85, 80), (80, 85)
SIGNATURE_LINES = 4
WIDE_COLUMN = 41


def new_document() -> Any:
    """Return an empty document with the page, the font and the page numbers of the form."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    document.styles["Normal"].font.name = FONT
    _number_pages(document)
    return document


def paragraph(
    container: Any,
    text: str = "",
    *,
    align: Any = LEFT,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    first: int = 0,
    before: int = 0,
    exact: int | None = None,
) -> Any:
    """Add one paragraph; sizes and spaces in points, ``first`` (line indent) in millimetres."""
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


def run(
    item: Any,
    text: str,
    *,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
) -> Any:
    """Add a run in the one font of the document."""
    piece = item.add_run(text)
    piece.font.name, piece.font.size = FONT, Pt(size)
    piece.bold, piece.italic, piece.underline = bold, italic, underline
    piece._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    piece._element.rPr.rFonts.set(qn("w:cs"), FONT)
    return piece


def body(document: Any, text: str) -> Any:
    """Add a paragraph of the text itself."""
    return paragraph(document, text, align=BOTH, first=10, before=6, exact=18)


def two_blocks(document: Any, widths: Sequence[int]) -> Any:
    """Add an unseen table of one row with two cells, widths in millimetres, and return the cells."""
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


def keep_whole(row: Any) -> None:
    """Keep a row on one page: a name is never alone on the last one."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def place_table(document: Any, mark: Any, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """Put a table in the place of a paragraph; the first row is its head, widths in millimetres.

    For tables of any number of columns, which a template cannot hold.
    """
    table = document.add_table(rows=len(rows), cols=len(widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for at, width in enumerate(widths):
        table.columns[at].width = Mm(width)
        is_number = all(row[at][:1] in "0123456789−–" for row in rows[1:])
        for number, cell in enumerate(table.columns[at].cells):
            cell.width = Mm(width)
            cell._element.remove(cell.paragraphs[0]._element)
            align = CENTRE if number == 0 or is_number else LEFT
            paragraph(cell, rows[number][at], align=align, size=12, bold=number == 0, before=2)
    for row in table.rows:
        keep_whole(row)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    mark._element.addprevious(table._tbl)
    mark._element.getparent().remove(mark._element)


def head(document: Any, *, symbol: str, subject: str = "") -> None:
    """Add both blocks of the head, marked DỰ THẢO; ``symbol`` follows the number, as NQ/CB does.

    The template gets ``superior_body``, ``issuing_body``, ``number``, ``place`` and ``date_text``.
    """
    left, right = two_blocks(document, HEAD_WIDTHS)
    paragraph(left, "{{ superior_body }}", align=CENTRE, size=13)
    paragraph(left, "{{ issuing_body }}", align=CENTRE, size=13, bold=True)
    paragraph(left, "*", align=CENTRE, size=13)
    if symbol:
        paragraph(left, f"Số {{{{ number }}}}-{symbol}", align=CENTRE, size=13)
    if subject:
        paragraph(left, subject, align=CENTRE, size=12, italic=True, before=3)
    _rule_below(paragraph(right, "ĐẢNG CỘNG SẢN VIỆT NAM", align=CENTRE, size=14, bold=True))
    paragraph(right, "{{ place }}, {{ date_text }}", align=CENTRE, size=14, italic=True, before=6)
    paragraph(right, "DỰ THẢO", align=CENTRE, size=13, bold=True, before=6)


def title(document: Any, kind: str, subject: str) -> None:
    """Add the kind of the document and its subject, in the middle, with the five hyphens below."""
    paragraph(document, kind, align=CENTRE, size=15, bold=True, before=12)
    paragraph(document, subject, align=CENTRE, bold=True)
    paragraph(document, "-----", align=CENTRE)


def rows_table(document: Any, items: str, item: str, columns: Sequence[tuple[str, int, str]]) -> None:
    """Add a table with one row for each of ``items``; columns are (heading, width in mm, field).

    The heading comes again on every page and no row is parted; wide columns are set flush left.
    """
    table = document.add_table(rows=4, cols=len(columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for at, (heading, width, field) in enumerate(columns):
        table.columns[at].width = Mm(width)
        for row in table.rows:
            row.cells[at].width = Mm(width)
        _fill(table.cell(0, at), heading, bold=True)
        _fill(table.cell(2, at), "{{ " + field + " }}", align=LEFT if width >= WIDE_COLUMN else CENTRE)
    _fill(table.cell(1, 0), f"{{%tr for {item} in {items} %}}")
    _fill(table.cell(3, 0), "{%tr endfor %}")
    for row in table.rows:
        keep_whole(row)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, text: str, *, bold: bool = False, align: Any = CENTRE) -> None:
    cell._element.remove(cell.paragraphs[0]._element)
    paragraph(cell, text, align=align, size=12, bold=bold, before=2)


def signature(document: Any, *, authority: str, signer_title: str, signer: str) -> None:
    """Add the addressees of copies on the left and the signature on the right, never parted."""
    left, right = two_blocks(document, FOOT_WIDTHS)
    paragraph(left, "Nơi nhận:", size=12, underline=True, before=14)
    paragraph(left, "{%p for line in recipients %}", size=11)
    paragraph(left, "- {{ line }}", size=11)
    paragraph(left, "{%p endfor %}", size=11)
    sign(right, authority=authority, signer_title=signer_title, signer=signer)


def sign(cell: Any, *, authority: str, signer_title: str, signer: str) -> None:
    """Add one signature: on whose behalf, title, room to sign, name."""
    paragraph(cell, authority, align=CENTRE, bold=True, before=14)
    paragraph(cell, signer_title, align=CENTRE)
    for _ in range(SIGNATURE_LINES):
        paragraph(cell, "", align=CENTRE)
    paragraph(cell, signer, align=CENTRE, bold=True)


def _rule_below(item: Any) -> None:
    """Draw the rule under "ĐẢNG CỘNG SẢN VIỆT NAM", as long as the words, as a border of its paragraph."""
    item.paragraph_format.left_indent = item.paragraph_format.right_indent = Mm(4)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in {"val": "single", "sz": "8", "space": "1", "color": "000000"}.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    item._element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _number_pages(document: Any) -> None:
    """Put page numbers at the top centre, from the second page on."""
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
