"""The papers of admission and of recognition that one person's case needs, and how each stands. Pure.

The list is that of 06-HD/TW §8.1 (rules.md §2.4). A paper has one record only: what a step or a
certificate says about its number and date is shown from there, evidence says the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from portal.candidates.evidence_kinds import RULES, THERE, EvidenceKind, PaperState
from portal.candidates.stages import Stage
from portal.eligibility.criteria.introducers import MEMBERS_NEEDED, Way

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from portal.candidates.models.evidence import Evidence


class Part(StrEnum):
    """Whose file the paper belongs to."""

    ADMISSION = "admission"
    RECOGNITION = "recognition"


@dataclass(frozen=True, slots=True)
class DossierCase:
    """What decides which papers apply.

    ``ways`` are the ways of introduction still open; ``is_in_section`` says that a section
    organisation appraises; a grassroots cell ``has_committee`` none.
    """

    ways: frozenset[Way]
    is_in_section: bool
    has_committee: bool
    follows_religion: bool = False
    has_foreign_ties: bool = False
    is_over_age: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Number and date of a paper as a step or a certificate recorded them."""

    number: str
    dated_on: date | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of the checklist.

    ``key`` names the line in the form: the kind, or kind and row for papers of which there are
    several. ``found`` is the record elsewhere that number and date come from. ``can_enter`` is
    false for a paper that needs more than this page asks.
    """

    key: str
    kind: EvidenceKind
    label: str
    code: str
    is_code_verified: bool
    state: PaperState | None
    number: str
    dated_on: date | None
    holder: str
    evidence: Evidence | None = None
    found: Found | None = None
    can_enter: bool = True
    choice: str = ""

    @property
    def is_there(self) -> bool:
        """Tell whether the paper is held or handed in."""
        return self.state in THERE


_FOLLOWS: dict[EvidenceKind, Stage | str] = {
    EvidenceKind.CLASS_CERTIFICATE: "awareness_class",
    EvidenceKind.NEW_MEMBER_CERTIFICATE: "new_member_class",
    EvidenceKind.CELL_RESOLUTION: Stage.CELL_RESOLVED,
    EvidenceKind.SECTION_APPRAISAL: Stage.SECTION_APPRAISED,
    EvidenceKind.COMMITTEE_RESOLUTION: Stage.COMMITTEE_RESOLVED,
    EvidenceKind.ADMISSION_DECISION: Stage.DECIDED,
    EvidenceKind.RECOGNITION_CELL_RESOLUTION: Stage.RECOGNITION_CELL_RESOLVED,
    EvidenceKind.RECOGNITION_COMMITTEE_RESOLUTION: Stage.RECOGNITION_COMMITTEE_RESOLVED,
    EvidenceKind.RECOGNITION_DECISION: Stage.OFFICIAL,
}
"""Where number and date of a paper are recorded: a stage, or a kind of class."""

_UNIONS = {Way.YOUTH_UNION: "youth_union", Way.TRADE_UNION: "trade_union"}
_INTRODUCERS = {
    "official_member": "Giấy giới thiệu của đảng viên chính thức",
    "youth_union": "Nghị quyết giới thiệu đoàn viên của Đoàn Thanh niên cơ sở",
    "trade_union": "Nghị quyết giới thiệu đoàn viên của Công đoàn cơ sở",
}


def kinds_of(part: Part, case: DossierCase) -> list[EvidenceKind]:
    """Return the papers of a part that the case needs, in the order of the list; introductions once."""
    kind = EvidenceKind
    if part is Part.ADMISSION:
        wanted = [
            (kind.CLASS_CERTIFICATE, True),
            (kind.APPLICATION, True),
            (kind.HISTORY_CERTIFIED, True),
            (kind.VERIFICATION, True),
            (kind.INTRODUCTION, True),
            (kind.OPINIONS, True),
            (kind.RELIGION_CONSENT, case.follows_religion),
            (kind.FOREIGN_CONSENT, case.has_foreign_ties),
            (kind.CENTRAL_CONSENT, case.is_over_age),
            (kind.CELL_RESOLUTION, True),
            (kind.SECTION_APPRAISAL, case.is_in_section),
            (kind.COMMITTEE_RESOLUTION, case.has_committee),
            (kind.ADMISSION_DECISION, True),
            (kind.MEMBER_HISTORY, True),
            (kind.MEMBER_CARD, True),
        ]
    else:
        wanted = [
            (kind.NEW_MEMBER_CERTIFICATE, True),
            (kind.PROBATION_SELF_REVIEW, True),
            (kind.PROBATION_REMARK, True),
            (kind.PROBATION_OPINIONS, True),
            (kind.RECOGNITION_CELL_RESOLUTION, True),
            (kind.RECOGNITION_SECTION_APPRAISAL, case.is_in_section),
            (kind.RECOGNITION_COMMITTEE_RESOLUTION, case.has_committee),
            (kind.RECOGNITION_DECISION, True),
        ]
    return [paper for paper, applies in wanted if applies]


def followed_by(kind: EvidenceKind) -> Stage | str | None:
    """Return the stage or kind of class whose record holds number and date of a paper."""
    return _FOLLOWS.get(kind)


def list_papers(
    part: Part,
    case: DossierCase,
    *,
    evidence: Iterable[Evidence],
    found: dict[EvidenceKind, Found],
    codes: Any,
) -> list[PaperRow]:
    """Return the lines of a part; ``codes`` is the edition of the forms in use."""
    rows: list[PaperRow] = []
    there = list(evidence)
    for kind in kinds_of(part, case):
        of_kind = [row for row in there if row.kind is kind]
        if kind is EvidenceKind.INTRODUCTION:
            rows += _introductions(case, of_kind, codes)
        else:
            rows.append(_row(kind, of_kind[-1] if of_kind else None, found.get(kind), codes))
    return rows


def _row(kind: EvidenceKind, evidence: Evidence | None, found: Found | None, codes: Any) -> PaperRow:
    state = evidence.state if evidence else None
    if found is not None and state in {None, PaperState.IN_PROGRESS}:
        state = PaperState.HELD
    elif found is None and RULES[kind].is_custody and state in THERE:
        state = PaperState.IN_PROGRESS
    return PaperRow(
        key=kind.value,
        kind=kind,
        label=RULES[kind].label,
        code=codes.codes.get(kind.value, ""),
        is_code_verified=kind.value not in codes.unverified,
        state=state,
        number=found.number if found else evidence.number if evidence else "",
        dated_on=found.dated_on if found else evidence.dated_on if evidence else None,
        holder=evidence.holder if evidence else "",
        evidence=evidence,
        found=found,
        choice=str(evidence.value.get("choice", "")) if evidence else "",
    )


def _introductions(case: DossierCase, evidence: Sequence[Evidence], codes: Any) -> list[PaperRow]:
    """Return a line for each introduction there is, and for each that the case still lacks."""
    rows = [
        _introduction(str(row.value.get("choice")), codes, key=f"introduction:{row.id}", evidence=row)
        for row in evidence
    ]
    have = [str(row.value.get("choice")) for row in evidence]
    if len(case.ways) == 1:
        (way,) = case.ways
        needed = ["official_member"] * MEMBERS_NEEDED[way]
        needed += [_UNIONS[way]] if way in _UNIONS else []
    else:
        needed = ["official_member"]
    for who in have:
        if who in needed:
            needed.remove(who)
    return rows + [
        _introduction(who, codes, key=f"introduction:{who}:{number}") for number, who in enumerate(needed)
    ]


def _introduction(who: str, codes: Any, *, key: str, evidence: Evidence | None = None) -> PaperRow:
    name = f"introduction_{who}"
    by = f": {evidence.holder}" if evidence and evidence.holder else ""
    return PaperRow(
        key=key,
        kind=EvidenceKind.INTRODUCTION,
        label=_INTRODUCERS.get(who, "Giấy giới thiệu") + by,
        code=codes.codes.get(name, ""),
        is_code_verified=name not in codes.unverified,
        state=evidence.state if evidence else None,
        number=evidence.number if evidence else "",
        dated_on=evidence.dated_on if evidence else None,
        holder=str(evidence.value.get("keeper", "")) if evidence else "",
        evidence=evidence,
        can_enter=evidence is not None,
        choice=who,
    )


def missing_of(rows: Collection[PaperRow]) -> list[PaperRow]:
    """Return the papers that are neither held nor handed in."""
    return [row for row in rows if not row.is_there]


def holders_of(rows: Iterable[PaperRow]) -> list[tuple[str, list[PaperRow]]]:
    """Return who holds which of the papers that are there, by name; nobody named comes last."""
    found: dict[str, list[PaperRow]] = {}
    for row in rows:
        if row.is_there:
            found.setdefault(row.holder, []).append(row)
    return sorted(found.items(), key=lambda entry: (not entry[0], entry[0]))
