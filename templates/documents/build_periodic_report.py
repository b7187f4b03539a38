"""Builds periodic_report.docx: the form of a periodic report (399-QĐ/TW 09/01/2026; 05-HD/VPTW 27/5/2026).

Run after changing it: ``PYTHONPATH=. .venv/bin/python templates/documents/build_periodic_report.py``.
The template is committed, so that an office can also open and change it in Word. The tables are put
in where their marks stand.
"""

from __future__ import annotations

from pathlib import Path

from portal.kernel.documents.docx_layout import (
    CENTRE,
    body,
    head,
    new_document,
    paragraph,
    signature,
    title,
)


def parts(document):
    """Add the sections: heading, sentences, tables with their captions."""
    paragraph(document, "{%p for part in parts %}")
    heading = paragraph(document, "{{ part.title }}", bold=True, before=12)
    heading.paragraph_format.keep_with_next = True
    paragraph(document, "{%p for line in part.lines %}")
    body(document, "{{ line }}")
    paragraph(document, "{%p endfor %}")
    paragraph(document, "{%p for table in part.tables %}")
    caption = paragraph(document, "{{ table.caption }}", align=CENTRE, size=13, italic=True, before=9)
    caption.paragraph_format.keep_with_next = True
    paragraph(document, "{{ table.mark }}", size=6)
    paragraph(document, "{%p endfor %}")
    paragraph(document, "{%p endfor %}")


def build():
    """Return the whole template."""
    document = new_document()
    head(document, symbol="{{ number_suffix }}")
    title(document, "BÁO CÁO", "{{ subject }}")
    body(document, "Số liệu lấy từ phần mềm, tính đến ngày {{ figures_of }}.")
    parts(document)
    paragraph(document, "", size=6)
    signature(
        document,
        authority="{{ signing_authority }}",
        signer_title="{{ signer_title }}",
        signer="{{ signer_name }}",
    )
    return document


if __name__ == "__main__":
    build().save(str(Path(__file__).with_name("periodic_report.docx")))
