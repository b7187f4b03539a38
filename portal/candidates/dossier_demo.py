"""Sample dossiers before the cell, a waiver, and a rule set Khối is writing. All invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from portal.candidates.evidence_kinds import EvidenceKind, PaperState
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.rule_set import RuleSetDraft
from portal.candidates.models.waiver import Waiver
from portal.candidates.operations.ask_rule_effect import ask_rule_effect
from portal.candidates.operations.change_rule_set_draft import change_rule_set_draft
from portal.candidates.operations.copy_rule_set import copy_rule_set
from portal.candidates.operations.judge_house import judge_house
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.operations.sign_waiver import sign_waiver
from portal.candidates.queries.rule_sets import get_draft
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.organizations.queries import find_operator, root_operator

if TYPE_CHECKING:
    from uuid import UUID

ORDER = 31
HOUSES = ("K18", "K53", "K57")
CHIEF = "K53"
WAIVED = 2
"""Which of the people before the cell was let go the twelve months of the introducers."""
PAPERS: tuple[tuple[EvidenceKind, int, dict[str, Any]], ...] = (
    (EvidenceKind.APPLICATION, 60, {}),
    (EvidenceKind.HISTORY_CERTIFIED, 30, {}),
    (EvidenceKind.VERIFICATION, 25, {"choice": "complete"}),
    (EvidenceKind.FOREIGN_TIES, 60, {}),
    (EvidenceKind.POLITICAL_STANDARD, 15, {"choice": "met"}),
    (EvidenceKind.OPINIONS, 12, {"flags": ["unions", "residence"]}),
)
INTRODUCTIONS = (
    ("official_member", "Lê Thị Hạnh", ""),
    ("official_member", "Phạm Quốc Bảo", ""),
    ("youth_union", "Đoàn cơ sở", "17-NQ/ĐTN"),
)


def load() -> None:
    """Fill dossiers of people before the cell, sign one waiver, draft one rule set, judge everybody."""
    with session_as(find_operator(CHIEF)):
        if not db.session.scalar(select(func.count()).select_from(Waiver)):
            _fill()
    for code in HOUSES:
        with session_as(find_operator(code)):
            judge_house()
    with session_as(root_operator()):
        if not db.session.scalar(select(func.count()).select_from(RuleSetDraft)):
            _draft_rules()


def _fill() -> None:
    """Complete the first dossier, leave the second one paper short, keep the third on its way."""
    people = list(
        db.session.scalars(
            select(Candidate.id).where(Candidate.stage == Stage.DOSSIER_IN_PROGRESS).order_by(Candidate.id)
        )
    )
    for number, candidate_id in enumerate(people[:3]):
        for who, name, paper in INTRODUCTIONS:
            _introduce(candidate_id, who, name, paper, together_since=_ago(1000) if number < WAIVED else None)
        record_evidence(candidate_id=candidate_id, kind=EvidenceKind.YOUTH_CADRE, choice="no")
        for kind, days, values in PAPERS[: len(PAPERS) - number]:
            record_evidence(
                candidate_id=candidate_id, kind=kind, dated_on=_ago(days), holder="Chi ủy", **values
            )
    if len(people) > 1:
        record_evidence(
            candidate_id=people[1],
            kind=EvidenceKind.OPINIONS,
            state=PaperState.IN_PROGRESS,
            holder="Chi ủy",
        )
    if len(people) > WAIVED:
        sign_waiver(
            candidate_id=people[WAIVED],
            criterion="E15",
            evidence_no="96-CV/ĐUK",
            evidence_date=_ago(20),
            decided_by="Nguyễn Hữu Lộc, Phó Bí thư Thường trực Đảng ủy Khối",
            reason="Chi bộ mới thành lập sau khi hợp nhất hai khoa.",
        )


def _introduce(candidate_id: UUID, who: str, name: str, paper: str, *, together_since: date | None) -> None:
    record_evidence(
        candidate_id=candidate_id,
        kind=EvidenceKind.INTRODUCTION,
        choice=who,
        number=paper,
        dated_on=_ago(40),
        holder=name,
        flags=["official"] if who == "official_member" else [],
        together_since=together_since if who == "official_member" else None,
        keeper="Chi ủy",
    )


def _draft_rules() -> None:
    """Draft a version with a shorter life of the certificate."""
    draft_id = copy_rule_set(code="RS2026B")
    document = dict(get_draft(draft_id).document)
    document["thresholds"] = document["thresholds"] | {"certificate_months": 48}
    document["basis"] = "208-QĐ/TW ngày 26/7/2026; 01-HD/TW ngày 19/5/2026 (bản đang lấy ý kiến)"
    change_rule_set_draft(rule_set_draft_id=draft_id, version=1, document=document)
    ask_rule_effect(rule_set_draft_id=draft_id)


def _ago(days: int) -> date:
    return clock.today() - timedelta(days=days)
