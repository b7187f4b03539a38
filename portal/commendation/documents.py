"""What waits for a decision as Word drafts: our own decision, and the request for higher forms."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from portal.commendation.merits import AWARDS, Award
from portal.kernel.documents.docx import render_docx
from portal.kernel.documents.written_dates import open_date_text, plain_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portal.commendation.queries import CommendationRow
    from portal.organizations.models import TenantSetting


class Paper(StrEnum):
    """Which paper: Khối itself gives a giấy khen; bằng khen and cờ it asks of its superior."""

    DECISION = "decision"
    REQUEST = "request"


def of_paper(rows: Sequence[CommendationRow], paper: Paper) -> list[CommendationRow]:
    """Return the proposals that a paper speaks of: open ones of its forms."""
    is_own = paper is Paper.DECISION
    return [
        row
        for row in rows
        if not row.commendation.decided_on
        and not row.commendation.declined_on
        and (row.commendation.award is Award.MERIT_CERTIFICATE) == is_own
    ]


def write_paper(
    rows: Sequence[CommendationRow], paper: Paper, setting: TenantSetting, *, written_on: date
) -> bytes:
    """Return the draft with its list; ``rows`` are those of the paper and not empty."""
    years = sorted({row.commendation.year for row in rows})
    subject = "trong công tác tạo nguồn, phát triển đảng viên năm " + ", ".join(map(str, years))
    houses = len({row.commendation.house_id for row in rows})
    is_own = paper is Paper.DECISION
    form = "Tặng giấy khen cho" if is_own else "Đề nghị khen thưởng"
    body_code = setting.number_suffix.rpartition("/")[2]
    recipients = [line for line in setting.recipients.splitlines() if line.strip()]
    return render_docx(
        f"commendation_{paper}.docx",
        {
            "superior_body": setting.superior_body,
            "issuing_body": setting.issuing_body.upper(),
            "number": "      ",
            "symbol": f"{'QĐ' if is_own else 'TTr'}/{body_code}",
            "place": setting.place or "…",
            "date_text": open_date_text(written_on),
            "subject": subject,
            "deciding_body": "BAN THƯỜNG VỤ",
            "addressee": setting.superior_body.capitalize() or "cấp ủy cấp trên",
            "praise": f"{form} {houses} tổ chức đảng có thành tích {subject} (danh sách kèm theo).",
            "list_title": "DANH SÁCH KHEN THƯỞNG"
            if paper is Paper.DECISION
            else "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG",
            "figures_of": plain_date(max(row.commendation.as_of for row in rows)),
            "recipients": recipients or [f"Như {'Điều 2' if is_own else 'trên'},", "Lưu văn phòng."],
            "signing_authority": setting.signing_authority or "T/M BAN THƯỜNG VỤ",
            "signer_title": setting.signer_title or "BÍ THƯ",
            "signer_name": setting.signer_name,
            "rows": [
                {
                    "house": row.house.partition(" · ")[2] or row.house,
                    "reason": row.commendation.reason,
                    "award": AWARDS[row.commendation.award].partition(" (")[0],
                }
                for row in rows
            ],
        },
    )
