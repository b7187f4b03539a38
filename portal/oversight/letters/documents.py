"""From a letter and the letterhead to the Word document (rules.md §7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from portal.kernel.documents.docx import render_docx
from portal.kernel.documents.written_dates import date_text, open_date_text
from portal.kernel.text import number_text
from portal.oversight.letters.wording import TABLE_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from portal.organizations.models import TenantSetting

TEMPLATE = "official_letter.docx"
MOST_NAMED = 3
"""More addressees than this are named together in the head; each is in "Nơi nhận" by "Như trên"."""


class Written(Protocol):
    """What a letter says: a draft of Khối, or the letter as a house was sent it."""

    subject: str
    body: str
    figures: dict[str, Any]
    number: str

    @property
    def signed_on(self) -> date | None: ...


def write_letter(
    letter: Written, setting: TenantSetting, *, addressees: Sequence[str], written_on: date
) -> bytes:
    """Return the Word file: marked DỰ THẢO and without number until it is signed (rules.md §7.3)."""
    lines = [line.strip() for line in letter.body.splitlines() if line.strip()]
    at = lines.index(TABLE_MARK) if TABLE_MARK in lines else len(lines)
    has_table = at < len(lines)
    is_signed = letter.signed_on is not None
    return render_docx(
        TEMPLATE,
        {
            "before": lines[:at],
            "after": [line for line in lines[at:] if line != TABLE_MARK],
            "units": _rows(letter.figures, "units") if has_table else [],
            "seats": _rows(letter.figures, "seats") if has_table else [],
            "draft_mark": "" if is_signed else "DỰ THẢO",
            "superior_body": setting.superior_body,
            "issuing_body": setting.issuing_body.upper(),
            "number": letter.number or "      ",
            "number_suffix": setting.number_suffix or "CV/ĐUK",
            "subject": letter.subject,
            "place": setting.place,
            "date_text": date_text(letter.signed_on) if letter.signed_on else open_date_text(written_on),
            "addressees": list(addressees),
            "recipients": _recipients(setting),
            "signing_authority": setting.signing_authority or "T/M BAN THƯỜNG VỤ",
            "signer_title": setting.signer_title or "BÍ THƯ",
            "signer_name": setting.signer_name,
        },
    )


def name_addressees(names: Sequence[str], bloc: str) -> list[str]:
    """Return the lines after "Kính gửi": names when they are few, else all together."""
    if not names:
        return [f"Các tổ chức cơ sở đảng trực thuộc {bloc}."]
    if len(names) > MOST_NAMED:
        return [f"Các tổ chức cơ sở đảng, đoàn thể {bloc} có trong danh sách gửi ({len(names)} đơn vị)."]
    return [*(f"{name};" for name in names[:-1]), f"{names[-1]}."]


def _rows(figures: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [_numbers_in_words(row) for row in figures.get(name, [])]


def _numbers_in_words(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures with every number as a letter writes it: 1.234 and 63,1."""
    return {
        name: number_text(value) if isinstance(value, int | float) else value
        for name, value in figures.items()
    }


def _recipients(setting: TenantSetting) -> list[str]:
    lines = [line.strip(" -") for line in setting.recipients.splitlines() if line.strip()]
    return lines or ["Như trên,", f"Các ban, văn phòng Đảng ủy {setting.bloc_label},", "Lưu văn phòng."]
