"""Builds the decision that opens a class, with the list of learners and the timetable.

Run after changing it: ``PYTHONPATH=. .venv/bin/python templates/documents/build_class_opening.py``.
Our own words, not an official form (rules.md §7.3).
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

LEARNERS = (
    ("TT", 11, "loop.index"),
    ("Họ và tên", 50, "learner.name"),
    ("Ngày sinh", 26, "learner.born"),
    ("Đơn vị", 76, "learner.house"),
)
SESSIONS = (
    ("Thời gian", 38, "session.begins"),
    ("Nội dung", 74, "session.title"),
    ("Số tiết", 15, "session.periods"),
    ("Giảng viên, địa điểm", 38, "session.who"),
)


def attachment(document, heading):
    paragraph(document).add_run().add_break(WD_BREAK.PAGE)
    paragraph(document, heading, align=CENTRE, bold=True)
    paragraph(document, "{{ class_title }}", align=CENTRE, italic=True)
    paragraph(document, "", size=6)


def class_opening():
    """Return the whole template."""
    document = new_document()
    head(document, symbol="QĐ/ĐUK")
    title(document, "QUYẾT ĐỊNH", "mở {{ class_title }}")
    body(document, "- Căn cứ chương trình {{ programme }};")
    body(document, "- Căn cứ đề nghị của các tổ chức cơ sở đảng về việc cử quần chúng tham gia học tập,")
    paragraph(document, "{{ deciding_body }} QUYẾT ĐỊNH", align=CENTRE, bold=True, before=12)
    for number, text in (
        (1, "{{ opening }}"),
        (2, "{{ teaching }}"),
        (3, "{{ carrying_out }}"),
    ):
        last = body(document, f"Điều {number}. {text}")
    last.paragraph_format.keep_with_next = True
    signature(
        document,
        authority="{{ signing_authority }}",
        signer_title="{{ signer_title }}",
        signer="{{ signer_name }}",
    )
    attachment(document, "DANH SÁCH HỌC VIÊN")
    rows_table(document, "learners", "learner", LEARNERS)
    attachment(document, "LỊCH HỌC")
    rows_table(document, "sessions", "session", SESSIONS)
    return document


if __name__ == "__main__":
    class_opening().save(str(Path(__file__).with_name("class_opening.docx")))
