"""What each working draft says: what the portal knows and what was typed, as whole sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.candidates.drafts import DraftKind, DraftSubject
from portal.candidates.stages import Body
from portal.candidates.votes import reaches_threshold
from portal.kernel.documents.written_dates import date_text, open_date_text, plain_date
from portal.kernel.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date


def draft_context(
    kind: DraftKind, subject: DraftSubject, typed: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """Return what the template of a draft shows.

    Raise DomainError, naming the field, when what was typed contradicts itself.
    """
    common = {
        "superior_body": (subject.house_name if subject.has_committee else subject.superior_name).upper(),
        "issuing_body": subject.unit_name.upper(),
        "number": "      ",
        "place": subject.place,
        "date_text": open_date_text(today),
        "basis": subject.basis,
        "unit_name": subject.unit_name,
        "workplace": workplace_of(subject.house_name),
        "person": f"quần chúng {subject.name}",
        "new_member": subject.name,
        "born_on": plain_date(subject.birth_date),
        "position": f", {_lower_first(subject.position)}" if subject.position else "",
        "recipients": _recipients(subject),
        "signer_title": "BÍ THƯ",
        "signer": typed.get("signer") or typed.get("chair") or "",
    }
    return common | _CONTEXTS[kind](subject, typed)


def _meeting(typed: Mapping[str, Any]) -> dict[str, Any]:
    total, official = typed["total_members"], typed["official_members"]
    present = typed["present_members"]
    if official > total:
        raise DomainError("Không thể nhiều hơn tổng số đảng viên.", field="official_members")
    if present > total:
        raise DomainError("Không thể nhiều hơn tổng số đảng viên.", field="present_members")
    absent, reason = total - present, (typed["absence_reason"] or "").strip(" .")
    if absent and not reason:
        raise DomainError(f"Vắng {absent} đảng viên: ghi lý do.", field="absence_reason")
    return {
        "meeting_on": _sentence_start(date_text(typed["meeting_on"])),
        "meeting_place": typed["meeting_place"],
        "total_members": total,
        "official_members": official,
        "probationary_members": total - official,
        "present_members": present,
        "absence": f"vắng {absent} đảng viên ({_lower_first(reason)})" if absent else "không ai vắng mặt",
        "chair": typed["chair"],
        "secretary": typed["secretary"],
    }


def _vote(typed: Mapping[str, Any], *, needs_two_thirds: bool) -> dict[str, Any]:
    base, yes = typed["official_summoned"], typed["yes"]
    if base > typed["official_members"]:
        raise DomainError("Không thể nhiều hơn số đảng viên chính thức.", field="official_summoned")
    if yes > base:
        raise DomainError("Không thể nhiều hơn số được tính biểu quyết.", field="yes")
    if needs_two_thirds and not reaches_threshold(Body.CELL, yes=yes, base=base):
        raise DomainError(f"{yes}/{base} chưa đủ 2/3: chi bộ chưa thông qua.", field="yes")
    if 2 * yes <= base:
        raise DomainError(f"{yes}/{base} chưa quá một nửa: chi bộ chưa thông qua.", field="yes")
    return {"official_summoned": base, "yes": yes, "no": base - yes, "percent": _percent(yes, base)}


def _cell_proposal(subject: DraftSubject, typed: Mapping[str, Any]) -> dict[str, Any]:
    certificate = f"số {subject.certificate_no} ngày {_plain(subject.certificate_on)}"
    return (
        _meeting(typed)
        | _vote(typed, needs_two_thirds=True)
        | {
            "dossier_sentence": (
                "lý lịch do người xin vào Đảng tự khai, đã được thẩm tra và cấp ủy chứng nhận ngày "
                f"{_plain(subject.history_certified_on)}; có giấy chứng nhận học lớp bồi dưỡng nhận thức về "
                f"Đảng {certificate}; giấy giới thiệu và ý kiến nhận xét lập thành văn bản, lưu trong hồ sơ."
            ),
            "strengths": _sentence(typed["strengths"]),
            "weaknesses": _sentence(typed["weaknesses"]),
            "voting_form": typed["voting_form"],
            "proposed_to": _committee(subject),
        }
    )


def _helper_resolution(subject: DraftSubject, typed: Mapping[str, Any]) -> dict[str, Any]:
    listed = f" ngày {_plain(subject.listed_on)}"
    number = f" số {subject.list_resolution_no}" if subject.list_resolution_no else ""
    return (
        _meeting(typed)
        | _vote(typed, needs_two_thirds=False)
        | {
            "list_sentence": f"nghị quyết{number}{listed} đưa vào danh sách cảm tình Đảng",
            "helper": typed["helper"],
            "helper_from": plain_date(typed["helper_from"]),
            "task": _sentence(typed["task"]),
        }
    )


def _opinion_summary(_subject: DraftSubject, typed: Mapping[str, Any]) -> dict[str, Any]:
    said = dict(typed)
    for body in ("union", "residence"):
        yes, present = typed[f"{body}_yes"], typed[f"{body}_present"]
        if yes > present:
            raise DomainError("Không thể nhiều hơn số người cho ý kiến.", field=f"{body}_yes")
        said |= {
            f"{body}_on": plain_date(typed[f"{body}_on"]),
            f"{body}_opinion": _sentence(typed[f"{body}_opinion"]),
            f"{body}_no": present - yes,
            f"{body}_percent": _percent(yes, present),
        }
    return said


def _ceremony_minutes(subject: DraftSubject, typed: Mapping[str, Any]) -> dict[str, Any]:
    guests, speaker = (typed["guests"] or "").strip(" ."), (typed["speaker"] or "").strip()
    return {
        **typed,
        "held_on": _sentence_start(date_text(typed["held_on"])),
        "held_short": plain_date(typed["held_on"]),
        "guests": f", cùng {_lower_first(guests)}" if guests else "",
        "decision_no": subject.decision_no,
        "decision_on": _plain(subject.decision_on),
        "speech_sentence": (
            f"6. Đồng chí {speaker}, đại diện cấp ủy cấp trên, phát biểu. Chào cờ, bế mạc."
            if speaker
            else "6. Chào cờ, bế mạc."
        ),
    }


_CONTEXTS: dict[DraftKind, Callable[[DraftSubject, Mapping[str, Any]], dict[str, Any]]] = {
    DraftKind.CELL_PROPOSAL: _cell_proposal,
    DraftKind.HELPER_RESOLUTION: _helper_resolution,
    DraftKind.OPINION_SUMMARY: _opinion_summary,
    DraftKind.CEREMONY_MINUTES: _ceremony_minutes,
}


def workplace_of(house_name: str) -> str:
    """Return the agency of a Party organisation: people work there, not in the organisation."""
    return house_name.removeprefix("Đảng bộ ").removeprefix("Chi bộ ")


def _committee(subject: DraftSubject) -> str:
    """Return whom the cell proposes to: its committee, or the superior of a grassroots cell."""
    house = subject.house_name if subject.has_committee else subject.superior_name
    return house.replace("Đảng bộ", "Đảng ủy", 1)


def _recipients(subject: DraftSubject) -> list[str]:
    return [f"{_committee(subject)} (để báo cáo),", "Lưu chi bộ."]


def _plain(day: date | None) -> str:
    return plain_date(day) if day else ""


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".removesuffix(".0").replace(".", ",") if whole else "0"


def _sentence(text: str) -> str:
    """Return a text that ends with a full stop, without the line breaks it was typed with."""
    joined = " ".join(text.split())
    return joined if joined.endswith((".", "!", "…")) else f"{joined}."


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    """Return a text inside a sentence; a word in capitals, such as a name of a body, stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
