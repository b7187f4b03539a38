"""What the printed certificate says, and the register as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from courses.certificates.models import Certificate
from courses.certificates.rules import VALIDITY_LABELS, qr_text, validity
from portal.kernel import clock
from portal.kernel.documents.pdf import render_pdf
from portal.kernel.documents.qr import qr_svg
from portal.kernel.spreadsheets.writer import Column, write_table

TEMPLATE = "certificate.typ"
COLUMNS = (
    Column("Số vào sổ", 18),
    Column("Ngày cấp", 12),
    Column("Họ và tên", 26),
    Column("Ngày sinh", 12),
    Column("Đơn vị", 36),
    Column("Lớp", 36),
    Column("Xếp loại", 12),
    Column("Quyết định công nhận", 20),
    Column("Người ký", 26),
    Column("Có giá trị đến", 14),
    Column("Tình trạng", 14),
    Column("Ngày hủy", 12),
    Column("Lý do hủy", 36),
)
_ZERO_BELOW = 3


def print_certificates(rows: Sequence[Certificate], *, address_of: Callable[[str], str]) -> bytes:
    """Return certificates as one PDF, a sheet of A4 across for each; the same bytes at every print.

    ``address_of`` gives the full address at which anybody checks a code.
    """
    last = max(row.issued_on for row in rows)
    return render_pdf(
        TEMPLATE,
        {"certificates": [_words(row, address_of(row.code)) for row in rows]},
        made_at=datetime.combine(last, time(), clock.LOCAL),
    )


def _words(row: Certificate, address: str) -> dict[str, Any]:
    return {
        "number": row.number,
        "superior_body": row.superior_body,
        "issuing_body": row.issuing_body,
        "programme": row.programme_title,
        "full_name": row.full_name,
        "birth_date": _day(row.birth_date),
        "organization_name": row.organization_name,
        "class_title": row.class_title,
        "studied_from": _day(row.studied_from),
        "studied_to": _day(row.studied_to),
        "decision_no": row.decision_no,
        "decided_on": _day(row.decided_on),
        "grade": row.grade,
        "place": row.place,
        "issued_on": _spoken_day(row.issued_on),
        "valid_until": _day(row.valid_until),
        "signer_title": row.signer_title.splitlines(),
        "signer_name": row.signer_name,
        "qr": qr_svg(qr_text(address, row.number, row.issued_on, row.signature)),
        "address": address.partition("://")[2],
    }


def write_register(rows: Sequence[Certificate], *, taken_by: str) -> bytes:
    """Return lines of the register as an Excel workbook."""
    return write_table("Sổ cấp giấy chứng nhận", COLUMNS, map(_line, rows), taken_by=taken_by)


def _line(row: Certificate) -> list[Any]:
    return [
        row.number,
        row.issued_on,
        row.full_name,
        row.birth_date,
        row.organization_name,
        row.class_title,
        row.grade,
        row.decision_no,
        row.signer_name,
        row.valid_until,
        VALIDITY_LABELS[validity(row.valid_until, row.annulled_on, on=clock.today())],
        row.annulled_on,
        row.annulled_reason,
    ]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _spoken_day(day: date) -> str:
    """Return ``ngày 05 tháng 3 năm 2026``: zeros only where another digit could be put before."""
    month = f"{day:%m}" if day.month < _ZERO_BELOW else str(day.month)
    return f"ngày {day:%d} tháng {month} năm {day.year}"
