"""Working drafts about one candidate: which there are, and what each needs to be known first. Pure.

Only papers that are not secret are drafted, from our own templates; a draft is marked DỰ THẢO, bears
no number and is kept nowhere (rules.md §0.6, §7.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.candidates.evidence_kinds import EvidenceKind

if TYPE_CHECKING:
    from datetime import date


class DraftKind(StrEnum):
    HELPER_RESOLUTION = "helper_resolution"
    OPINION_SUMMARY = "opinion_summary"
    CELL_PROPOSAL = "cell_proposal"
    CEREMONY_MINUTES = "ceremony_minutes"


LABELS = {
    DraftKind.HELPER_RESOLUTION: "Nghị quyết chi bộ phân công đảng viên giúp đỡ",
    DraftKind.OPINION_SUMMARY: "Tổng hợp ý kiến nhận xét",
    DraftKind.CELL_PROPOSAL: "Nghị quyết chi bộ đề nghị kết nạp",
    DraftKind.CEREMONY_MINUTES: "Biên bản lễ kết nạp",
}


@dataclass(frozen=True, slots=True)
class DraftSubject:
    """What the portal knows of the person and of the house, as a draft says it."""

    name: str
    birth_date: date
    position: str
    unit_name: str
    house_name: str
    superior_name: str
    has_committee: bool
    place: str
    basis: str
    list_resolution_no: str
    listed_on: date | None
    certificate_no: str
    certificate_on: date | None
    history_certified_on: date | None
    has_verification: bool
    decision_no: str
    decision_on: date | None
    helper: str
    strengths: str
    weaknesses: str


@dataclass(frozen=True, slots=True)
class MissingFact:
    """Something a draft would have to leave open, and where it is entered.

    ``form`` is ``change``, ``setting``, ``evidence`` (with ``evidence_kind``), ``training`` or ``stage``.
    """

    words: str
    form: str
    evidence_kind: str = ""


def missing_facts(kind: DraftKind, subject: DraftSubject) -> list[MissingFact]:
    """Return what has to be entered before a paper can be drafted in full sentences."""
    evidence = EvidenceKind
    wanted = [
        (bool(subject.unit_name), MissingFact("chi bộ của người này", "change")),
        (bool(subject.place), MissingFact("địa danh ghi trên văn bản", "setting")),
    ]
    if kind is DraftKind.HELPER_RESOLUTION:
        wanted.append((subject.listed_on is not None, MissingFact("nghị quyết đưa vào danh sách", "change")))
    if kind is DraftKind.CELL_PROPOSAL:
        wanted += [
            (
                subject.certificate_on is not None,
                MissingFact("giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng", "training"),
            ),
            (
                subject.history_certified_on is not None,
                MissingFact("ngày cấp ủy chứng nhận lý lịch", "evidence", evidence.HISTORY_CERTIFIED),
            ),
            (
                subject.has_verification,
                MissingFact("kết quả thẩm tra lý lịch", "evidence", evidence.VERIFICATION),
            ),
        ]
    if kind is DraftKind.CEREMONY_MINUTES:
        wanted.append((subject.decision_on is not None, MissingFact("số, ngày quyết định kết nạp", "stage")))
    return [missing for is_known, missing in wanted if not is_known]
