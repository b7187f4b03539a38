"""What the printed certificate says, and the register as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from courses.certificates.models import Certificate
from courses.certificates.queries import RegisterRow
from portal.kernel.documents.pdf import render_pdf
from portal.kernel.documents.qr import qr_svg
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.organizations.models import TenantSetting

TEMPLATE = "certificate.typ"
COLUMNS = (
    Column("Số vào sổ", 16),
    Column("Ngày cấp", 12),
    Column("Họ và tên", 26),
    Column("Ngày sinh", 12),
    Column("Đơn vị", 36),
    Column("Lớp", 36),
    Column("Xếp loại", 12),
    Column("Người ký", 24),
    Column("Có giá trị đến", 14),
    Column("Hủy ngày", 12),
)


def certificate_values(
    row: RegisterRow, setting: TenantSetting, *, programme: str, basis: str, address: str
) -> dict[str, Any]:
    """Return what templates/documents/certificate.typ shows; ``address`` is where anybody checks it."""
    certificate = row.certificate
    issued_on = certificate.issued_on
    return {
        "number": certificate.number,
        "superior_body": setting.superior_body,
        "issuing_body": setting.issuing_body,
        "programme": programme,
        "full_name": certificate.full_name,
        "birth_date": _day(certificate.birth_date),
        "organization_name": certificate.organization_name,
        "class_title": certificate.class_title,
        "studied_from": _day(certificate.studied_from),
        "studied_to": _day(certificate.studied_to),
        "basis": basis,
        "grade": certificate.grade,
        "qr": qr_svg(f"{address}?s={certificate.signature}"),
        "valid_until": _day(row.valid_until),
        "short_address": address.partition("://")[2].rpartition("/")[0],
        "code": certificate.code,
        "place": setting.place or "……………",
        "issued_day": f"{issued_on.day:02}",
        "issued_month": f"{issued_on.month:02}" if issued_on.month < 3 else str(issued_on.month),  # noqa: PLR2004 -- 01, 02, 3 … as letters write months
        "issued_year": issued_on.year,
        "signer_title": certificate.signer_title,
        "signer_name": certificate.signer_name,
    }


def write_certificate(values: dict[str, Any]) -> bytes:
    """Return the certificate as PDF, A4 across."""
    return render_pdf(TEMPLATE, values)


def write_register(rows: Sequence[RegisterRow], *, taken_by: str) -> bytes:
    """Return the register as an Excel workbook."""
    return write_table("Sổ cấp giấy chứng nhận", COLUMNS, map(_line, rows), taken_by=taken_by)


def _line(row: RegisterRow) -> list[Any]:
    certificate: Certificate = row.certificate
    return [
        certificate.number,
        certificate.issued_on,
        certificate.full_name,
        certificate.birth_date,
        certificate.organization_name,
        certificate.class_title,
        certificate.grade,
        certificate.signer_name,
        row.valid_until,
        row.annulled_on,
    ]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
