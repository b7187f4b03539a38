"""A house sends a dossier to Khối."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from portal.admissions.models import AdmissionSubmission
from portal.admissions.queries import is_at_khoi
from portal.admissions.states import Purpose
from portal.candidates.clocks import ClockKind
from portal.candidates.dossier import PaperRow
from portal.candidates.evidence_kinds import STATE_WORDS, EvidenceKind
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.queries.access import lock_candidate, signature
from portal.candidates.queries.clocks import clocks_of_record
from portal.candidates.queries.dossier_page import dossier_page
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.queries.step_gate import judge
from portal.candidates.stages import RULES, Stage, allowed_steps, still_holding
from portal.eligibility.facts import Step
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.wording import bloc
from portal.organizations.queries import root_id

DECISION_CLOCKS = {
    Purpose.ADMISSION: (ClockKind.DECISION, "decision"),
    Purpose.RECOGNITION: (ClockKind.RECOGNITION_DECISION, "recognition"),
}
CARRIES = {
    Purpose.ADMISSION: (Stage.CELL_RESOLVED, Stage.SECTION_APPRAISED, Stage.COMMITTEE_RESOLVED),
    Purpose.RECOGNITION: (Stage.RECOGNITION_CELL_RESOLVED, Stage.RECOGNITION_COMMITTEE_RESOLVED),
}
AFTER_DECISION = frozenset(
    {
        EvidenceKind.ADMISSION_DECISION,
        EvidenceKind.MEMBER_HISTORY,
        EvidenceKind.MEMBER_CARD,
        EvidenceKind.RECOGNITION_DECISION,
    }
)


@operation
def submit_dossier(*, candidate_id: UUID, letter_no: str, letter_date: date, remarks: str = "") -> UUID:
    """Send a candidate's dossier to Khối with its letter; return the submission's id.

    The row carries what Khối needs to know and nothing of the dossier itself. On the way to admission
    the candidate comes to “sent” by the same letter; on the way to recognition the stage stays.
    """
    candidate = lock_candidate(candidate_id)
    purpose = purpose_of(get_record(candidate_id))
    if purpose is None:
        label = RULES[candidate.stage].label
        raise RuleRefused(f"Đang ở “{label}”: chưa đến bước gửi hồ sơ lên {bloc()}.")
    if is_at_khoi(candidate_id, purpose):
        raise Conflict(f"Hồ sơ của đồng chí này đang ở {bloc()}.")
    if not letter_no.strip():
        raise DomainError("Ghi số công văn.", field="letter_no")
    if letter_date > clock.today():
        raise DomainError("Ngày công văn ở tương lai.", field="letter_date")
    if purpose is Purpose.ADMISSION:
        advance_stage(
            candidate_id=candidate_id,
            to_stage=Stage.SUBMITTED,
            happened_on=letter_date,
            document_no=letter_no,
            document_date=letter_date,
        )
    elif letter_date < candidate.stage_since:
        raise DomainError(
            f"Ngày công văn trước nghị quyết ({candidate.stage_since:%d/%m/%Y}).", field="letter_date"
        )
    row = _describe(get_record(candidate_id), purpose, letter_date)
    row.letter_no, row.letter_date, row.remarks = letter_no.strip(), letter_date, remarks.strip()
    db.session.add(row)
    audit.record("submission.sent", row, candidate_id=candidate_id, purpose=purpose, letter_no=row.letter_no)
    return row.id


def purpose_of(record: CandidateRecord) -> Purpose | None:
    """Return what Khối would be asked for a candidate as he or she stands; None before that."""
    stage = record.candidate.stage
    onward = allowed_steps(stage, has_committee=record.has_committee)
    if stage is Stage.RETURNED_FOR_SUPPLEMENT:
        held = {step.to_stage for step in still_holding(record.standing_steps)}
        last = Stage.COMMITTEE_RESOLVED if record.has_committee else Stage.CELL_RESOLVED
        return Purpose.ADMISSION if last in held else None
    if Stage.SUBMITTED in onward:
        return Purpose.ADMISSION
    return Purpose.RECOGNITION if Stage.OFFICIAL in onward else None


def papers_to_send(candidate_id: UUID, purpose: Purpose) -> list[PaperRow]:
    """Return the papers of the dossier as it goes up: without those that follow the decision."""
    page = dossier_page(candidate_id, part=purpose.value)
    return [paper for paper in page.rows if paper.kind not in AFTER_DECISION]


def _describe(record: CandidateRecord, purpose: Purpose, on: date) -> AdmissionSubmission:
    rules = load_rules()
    kind, step = DECISION_CLOCKS[purpose]
    verdict = judge(record, step=_as_step(step), as_of=on, rules=rules)
    due = [limit.due_on for limit in clocks_of_record(record, rules=rules) if limit.kind is kind]
    certificate = record.certificate(
        "awareness_class" if purpose is Purpose.ADMISSION else "new_member_class"
    )
    person = record.person
    return AdmissionSubmission(
        to_tenant_id=root_id(),
        purpose=purpose,
        candidate_id=record.candidate.id,
        person_id=person.id,
        full_name=person.full_name,
        folded_name=person.folded_name,
        birth_date=person.birth_date,
        sex=person.sex,
        position=person.position,
        unit_name=record.unit_name,
        steps=[_step_words(step) for step in record.standing_steps if step.to_stage in CARRIES[purpose]],
        papers=[_paper_words(paper) for paper in papers_to_send(record.candidate.id, purpose)],
        certificate=f"số {certificate.certificate_number}, cấp {certificate.issued_on:%d/%m/%Y}"
        if certificate
        else "",
        rule_set_id=verdict.rule_set,
        verdict=verdict.verdict.value,
        open_criteria=[line.message for line in verdict.criteria if line.result.value in {"fail", "unknown"}],
        decide_by=min(due, default=None),
        sent_on=clock.today(),
        sent_by=signature(),
    )


def _as_step(word: str) -> Step:
    return word  # type: ignore[return-value]


def _step_words(step: StageStep) -> dict[str, Any]:
    votes = step.votes or {}
    base = votes.get("official_summoned", votes.get("members"))
    return {
        "label": RULES[step.to_stage].label,
        "number": step.document_no,
        "date": f"{step.document_date or step.happened_on:%d/%m/%Y}",
        "votes": f"{votes['yes']}/{base - votes.get('deducted', 0)} tán thành" if base else "",
    }


def _paper_words(paper: PaperRow) -> dict[str, Any]:
    return {
        "label": paper.label,
        "state": STATE_WORDS[paper.state] if paper.state else "thiếu",
        "is_missing": not paper.is_there,
        "number": paper.number,
        "date": f"{paper.dated_on:%d/%m/%Y}" if paper.dated_on else "",
    }
