"""Builds the draft decision that commends houses, and the request to the superior for higher forms.

Run after changing it: ``PYTHONPATH=. .venv/bin/python templates/documents/build_commendations.py``.
Our own words, not an official form (rules.md §5.4, §7.3).
"""

from __future__ import annotations

from pathlib import Path

from docx.enum.text import WD_BREAK

from portal.kernel.documents.docx_layout import (
    CENTRE,
    body,
    head,
    new_document,
    paragraph,
    rows_table,
    signature,
    title,
)

HOUSES = (
    ("TT", 11, "loop.index"),
    ("Đơn vị", 62, "row.house"),
    ("Thành tích", 62, "row.reason"),
    ("Hình thức", 30, "row.award"),
)


def sign(document):
    signature(
        document,
        authority="{{ signing_authority }}",
        signer_title="{{ signer_title }}",
        signer="{{ signer_name }}",
    )


def attachment(document):
    paragraph(document).add_run().add_break(WD_BREAK.PAGE)
    paragraph(document, "{{ list_title }}", align=CENTRE, bold=True)
    paragraph(document, "(số liệu tính đến ngày {{ figures_of }})", align=CENTRE, italic=True)
    paragraph(document, "", size=6)
    rows_table(document, "rows", "row", HOUSES)


def decision():
    """Return the template of the decision."""
    document = new_document()
    head(document, symbol="{{ symbol }}")
    title(document, "QUYẾT ĐỊNH", "khen thưởng {{ subject }}")
    body(document, "- Căn cứ kết quả tạo nguồn, kết nạp đảng viên của các tổ chức đảng;")
    body(document, "- Theo kết quả thẩm định thành tích,")
    paragraph(document, "{{ deciding_body }} QUYẾT ĐỊNH", align=CENTRE, bold=True, before=12)
    body(document, "Điều 1. {{ praise }}")
    last = body(
        document,
        "Điều 2. Các cơ quan tham mưu, giúp việc và các tổ chức đảng có tên trong danh sách thi hành "
        "quyết định này.",
    )
    last.paragraph_format.keep_with_next = True
    sign(document)
    attachment(document)
    return document


def request():
    """Return the template of the request to the superior."""
    document = new_document()
    head(document, symbol="{{ symbol }}")
    title(document, "TỜ TRÌNH", "đề nghị khen thưởng {{ subject }}")
    body(document, "Kính gửi: {{ addressee }}.")
    body(document, "{{ praise }}")
    last = body(document, "Kính đề nghị {{ addressee }} xem xét, quyết định.")
    last.paragraph_format.keep_with_next = True
    sign(document)
    attachment(document)
    return document


if __name__ == "__main__":
    here = Path(__file__)
    decision().save(str(here.with_name("commendation_decision.docx")))
    request().save(str(here.with_name("commendation_request.docx")))
