"""Builds official_letter.docx: the form of a Party letter (399-QĐ/TW 09/01/2026; 05-HD/VPTW 27/5/2026).

Run after changing it: ``PYTHONPATH=. .venv/bin/python templates/documents/build_official_letter.py``.
The template is committed, so that an office can also open and change it in Word.
"""

from __future__ import annotations

from pathlib import Path

from portal.kernel.documents.docx_layout import (
    RIGHT,
    body,
    head,
    new_document,
    paragraph,
    rows_table,
    signature,
    two_blocks,
)

UNITS = (
    ("TT", 11, "loop.index"),
    ("Tổ chức cơ sở đảng", 74, "unit.name"),
    ("Chỉ tiêu nhiệm kỳ", 22, "unit.term_target"),
    ("Đã kết nạp", 20, "unit.admitted"),
    ("Đạt (%)", 18, "unit.percent"),
    ("Còn lại", 20, "unit.remaining"),
)
SEATS = (
    ("TT", 11, "loop.index"),
    ("Đơn vị", 52, "seat.name"),
    ("Lớp", 52, "seat.class_title"),
    ("Còn chỗ", 20, "seat.free"),
    ("Hạn đề nghị", 30, "seat.until"),
)


def addressees(document):
    paragraph(document, "", size=6)
    left, right = two_blocks(document, (45, 120))
    paragraph(left, "Kính gửi: ", align=RIGHT, italic=True, before=3)
    paragraph(right, "{%p for line in addressees %}", before=3)
    paragraph(right, " - {{ line }}", before=3)
    paragraph(right, "{%p endfor %}")


def table_of(document, items, item, columns):
    """Add a table that stands only when there are rows."""
    paragraph(document, f"{{%p if {items} %}}", size=6)
    paragraph(document, "", size=6)
    rows_table(document, items, item, columns)
    paragraph(document, "{%p endif %}", size=6)


def each(document, lines):
    """Add the paragraphs of the text; the last one stays with the signature."""
    body(document, f"{{%p for line in {lines} %}}")
    body(document, "{{ line }}").paragraph_format.keep_with_next = lines == "after"
    body(document, "{%p endfor %}")


def mark_draft_only(document):
    """Let the words DỰ THẢO of the head come from the letter: a signed one has none."""
    for item in document.tables[0].rows[0].cells[1].paragraphs:
        if item.text == "DỰ THẢO":
            item.runs[0].text = "{{ draft_mark }}"


def build():
    """Return the whole template."""
    document = new_document()
    head(document, symbol="{{ number_suffix }}", subject="{{ subject }}")
    mark_draft_only(document)
    addressees(document)
    paragraph(document, "", size=6)
    each(document, "before")
    table_of(document, "units", "unit", UNITS)
    table_of(document, "seats", "seat", SEATS)
    each(document, "after")
    signature(
        document,
        authority="{{ signing_authority }}",
        signer_title="{{ signer_title }}",
        signer="{{ signer_name }}",
    )
    return document


if __name__ == "__main__":
    build().save(str(Path(__file__).with_name("official_letter.docx")))
