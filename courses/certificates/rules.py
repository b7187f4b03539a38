"""Numbers, validity and the signed words of a certificate; pure.

A certificate holds so many calendar months, its last day included (06-HD/TW §5.4b: the cell may
consider the person until 60 months after the issue; rules.md E12).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from portal.eligibility.dates import add_months

ISSUE_WITHIN_DAYS = 15
"""Days after the decision that recognises the results (rules.md §3.3)."""

NUMBER_SUFFIX = {"awareness_class": "GCN-BDNT", "new_member_class": "GCN-ĐVM"}
"""Kind of class → letters of the register number."""


class Validity(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    ANNULLED = "annulled"


VALIDITY_LABELS = {
    Validity.VALID: "còn giá trị",
    Validity.EXPIRED: "hết hạn",
    Validity.ANNULLED: "đã hủy",
}
VALIDITY_TONES = {Validity.VALID: "ok", Validity.EXPIRED: "warn", Validity.ANNULLED: "red"}


def register_number(serial: int, year: int, kind: str) -> str:
    """Return the number of a line of the register, such as ``12/2026/GCN-BDNT``."""
    return f"{serial}/{year}/{NUMBER_SUFFIX[kind]}"


def last_valid_day(issued_on: date, months: int) -> date:
    """Return the last day on which a certificate counts."""
    return add_months(issued_on, months)


def validity(valid_until: date, annulled_on: date | None, *, on: date) -> Validity:
    """Return how a certificate stands on a day; an annulled one does not merely expire."""
    if annulled_on is not None:
        return Validity.ANNULLED
    return Validity.VALID if on <= valid_until else Validity.EXPIRED


def why_not_issue_on(day: date, *, decided_on: date, last_issued_on: date | None, today: date) -> str:
    """Return why certificates cannot bear this date, or nothing.

    The register is kept in the order of time: a higher number never bears an earlier date.
    """
    if day > today:
        return "Ngày cấp ở tương lai."
    if day < decided_on:
        return f"Ngày cấp phải từ ngày quyết định công nhận kết quả, {decided_on:%d/%m/%Y}."
    if last_issued_on is not None and day < last_issued_on:
        return f"Sổ đã có giấy cấp ngày {last_issued_on:%d/%m/%Y}; ngày cấp không được trước ngày đó."
    return ""


def why_not_annul_on(day: date, *, issued_on: date, today: date) -> str:
    """Return why a certificate cannot be annulled from a day, or nothing."""
    if issued_on <= day <= today:
        return ""
    return f"Ngày hủy từ ngày cấp {issued_on:%d/%m/%Y} đến hôm nay."


def signed_text(code: str, number: str, issued_on: date) -> bytes:
    """Return the bytes that are signed: code, number and day, nothing about the person."""
    return f"{code}|{number}|{issued_on.isoformat()}".encode()


def qr_text(address: str, number: str, issued_on: date, signature: str) -> str:
    """Return what the QR code holds: the address to ask, and after ``#`` what proves itself.

    A browser keeps the part after ``#`` to itself; docs/verify_certificate.py reads it.
    """
    return f"{address}#{number}.{issued_on.isoformat()}.{signature}"
