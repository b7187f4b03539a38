"""From a letter and the letterhead to the Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.kernel import clock
from portal.kernel.documents.docx import render_docx
from portal.kernel.documents.written_dates import date_text, open_date_text, plain_date
from portal.kernel.text import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from portal.organizations.models import TenantSetting
    from portal.oversight.letters.models import Letter

TEMPLATE = "urging_letter.docx"
SUBJECT = "Đôn đốc thực hiện công tác phát triển đảng viên"


def write_letter(letter: Letter, setting: TenantSetting) -> bytes:
    """Return the Word file of a draft, with the figures and the date it was drafted with."""
    return urging_letter(
        setting=setting,
        figures=letter.figures,
        as_of=letter.as_of,
        reply_due=letter.reply_due,
        written_on=clock.local(letter.created_at).date(),
    )


def urging_letter(
    *, setting: TenantSetting, figures: Mapping[str, Any], as_of: date, reply_due: date, written_on: date
) -> bytes:
    """Return the urging letter as a draft: marked DỰ THẢO, without a number (rules.md §7.3)."""
    bloc = setting.bloc_label
    return render_docx(
        TEMPLATE,
        {
            **_numbers_in_words(figures),
            "units": [_numbers_in_words(unit) for unit in figures["units"]],
            "superior_body": setting.superior_body,
            "issuing_body": setting.issuing_body.upper(),
            "number": "      ",
            "number_suffix": setting.number_suffix or "CV/ĐUK",
            "subject": SUBJECT,
            "place": setting.place,
            "date_text": open_date_text(written_on),
            "as_of_text": date_text(as_of),
            "reply_due": plain_date(reply_due),
            "bloc_label": bloc,
            "board_label": setting.board_label,
            "standing_body": f"Ban Thường vụ {setting.issuing_body}"
            if setting.issuing_body
            else "Ban Thường vụ",
            "addressees": ["Các tổ chức cơ sở đảng có tên dưới đây;", f"Các đoàn thể {bloc}."],
            "recipients": _recipients(setting),
            "signing_authority": setting.signing_authority or "T/M BAN THƯỜNG VỤ",
            "signer_title": setting.signer_title or "BÍ THƯ",
            "signer_name": setting.signer_name,
        },
    )


def _numbers_in_words(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures with every number as a letter writes it: 1.234 and 63,1."""
    return {
        name: number_text(value) if isinstance(value, int | float) else value
        for name, value in figures.items()
    }


def _recipients(setting: TenantSetting) -> list[str]:
    lines = [line.strip(" -") for line in setting.recipients.splitlines() if line.strip()]
    return lines or ["Như trên,", f"Các ban, văn phòng Đảng ủy {setting.bloc_label},", "Lưu văn phòng."]
