"""The draft certificate that a Party organisation is helping somebody (06-HD/TW §3.9a). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.candidates.draft_texts import workplace_of
from portal.kernel.documents.written_dates import open_date_text, plain_date

if TYPE_CHECKING:
    from datetime import date

    from portal.candidates.drafts import DraftSubject
    from portal.transfers.models import Transfer


def certificate_context(row: Transfer, subject: DraftSubject, today: date) -> dict[str, Any]:
    """Return what the template shows: who, since when on the list, who helped, where to."""
    listed = (
        f"được đưa vào danh sách cảm tình Đảng ngày {plain_date(row.listed_on)}"
        if row.listed_on
        else "được chi bộ giới thiệu, theo dõi"
    )
    number = (
        f" theo nghị quyết số {row.list_resolution_no}" if row.listed_on and row.list_resolution_no else ""
    )
    helper = row.helpers[-1]["helper_name"] if row.helpers else ""
    awareness = [kept for kept in row.training if kept["kind"] == "awareness_class"]
    certificate = (
        f"Đã có giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng số {awareness[-1]['certificate_number']}."
        if awareness
        else "Chưa học lớp bồi dưỡng nhận thức về Đảng."
    )
    return {
        "superior_body": (subject.house_name if subject.has_committee else subject.superior_name).upper(),
        "issuing_body": subject.unit_name.upper() or subject.house_name.upper(),
        "number": "      ",
        "place": subject.place,
        "date_text": open_date_text(today),
        "unit_name": subject.unit_name or subject.house_name,
        "person": f"quần chúng {row.full_name}",
        "born_on": plain_date(row.birth_date),
        "workplace": workplace_of(subject.house_name),
        "listed": listed + number,
        "helper_sentence": f"Đảng viên được phân công theo dõi, giúp đỡ: đồng chí {helper}."
        if helper
        else "",
        "certificate": certificate,
        "destination": row.destination,
        "moved_on": plain_date(row.moved_on),
        "recipients": [f"{row.destination},", "Lưu chi bộ."],
        "signer_title": "BÍ THƯ",
        "signer": "",
    }
