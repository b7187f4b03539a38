"""The report as a Word draft in the form of Party documents, and as a workbook (rules.md §7)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx import Document

from portal.kernel.documents.docx import render_docx
from portal.kernel.documents.docx_layout import place_table
from portal.kernel.documents.written_dates import open_date_text, plain_date
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.kernel.text import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portal.kernel.report_parts import ReportSection, ReportTable
    from portal.organizations.models import TenantSetting

TEMPLATE = "periodic_report.docx"
MARK = "⟦bảng {0}⟧"
TEXT_WIDTH = 165
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
COLUMNS = tuple(Column(heading, width) for heading, width in (("", 44), ("", 44), *(("", 16),) * 4))


@dataclass(frozen=True, slots=True)
class Written:
    """What a document says: the sections, of which period, with the figures of which day."""

    sections: Sequence[ReportSection]
    words: str
    as_of: date
    house_name: str
    remarks: str = ""


def write_report(report: Written, setting: TenantSetting) -> bytes:
    """Return the Word draft: marked DỰ THẢO, without number, its tables where they are spoken of."""
    tables: list[ReportTable] = []
    parts: list[dict[str, Any]] = []
    for number, section in enumerate(report.sections):
        marks = []
        for table in section.tables:
            marks.append({"caption": table.caption, "mark": MARK.format(len(tables))})
            tables.append(table)
        parts.append(
            {
                "title": f"{ROMAN[number]}- {section.title.upper()}",
                "lines": list(section.sentences),
                "tables": marks,
            }
        )
    if report.remarks:
        lines = [line.strip() for line in report.remarks.splitlines() if line.strip()]
        title = f"{ROMAN[len(parts)]}- ĐÁNH GIÁ, KIẾN NGHỊ"
        parts.append({"title": title, "lines": lines, "tables": []})
    context = {
        "superior_body": setting.superior_body,
        "issuing_body": (setting.issuing_body or report.house_name).upper(),
        "number": "      ",
        "number_suffix": f"BC/{setting.number_suffix.rpartition('/')[2] or 'ĐU'}",
        "place": setting.place or "…",
        "date_text": open_date_text(report.as_of),
        "subject": f"công tác tạo nguồn, phát triển đảng viên {report.words}",
        "figures_of": plain_date(report.as_of),
        "parts": parts,
        "recipients": [line for line in setting.recipients.splitlines() if line.strip()] or ["Lưu."],
        "signing_authority": setting.signing_authority or "T/M CẤP ỦY",
        "signer_title": setting.signer_title or "BÍ THƯ",
        "signer_name": setting.signer_name,
    }
    return _with_tables(render_docx(TEMPLATE, context), tables)


def _with_tables(content: bytes, tables: Sequence[ReportTable]) -> bytes:
    """Put each table in the place of its mark: a template cannot hold tables of any width."""
    document = Document(io.BytesIO(content))
    marked = {item.text: item for item in reversed(document.paragraphs) if item.text.startswith(MARK[0])}
    for number, table in enumerate(tables):
        shown = [table.columns, *(tuple(map(_text, row)) for row in table.rows)]
        widths = [TEXT_WIDTH * share / sum(table.widths) for share in table.widths]
        place_table(document, marked[MARK.format(number)], shown, widths)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _text(value: object) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else number_text(value)  # type: ignore[arg-type]


def write_workbook(report: Written, *, taken_by: str) -> bytes:
    """Return figures and tables of every section, one under the other on one sheet."""
    rows: list[tuple[object, ...]] = []
    for section in report.sections:
        rows += [
            (section.title,),
            *((figure.label, "", figure.value, figure.unit) for figure in section.figures),
        ]
        for table in section.tables:
            rows += [(), (table.caption,), table.columns, *table.rows]
        rows.append(())
    if report.remarks:
        rows += [("Đánh giá, kiến nghị",), (report.remarks,)]
    title = f"Báo cáo {report.words} · {report.house_name} · số liệu ngày {report.as_of:%d/%m/%Y}"
    return write_table(title, COLUMNS, rows, taken_by=taken_by)
