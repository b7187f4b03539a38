"""The house writes what Khối answered into its own register."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.admissions.models import AdmissionSubmission, SubmissionAnswer
from portal.admissions.queries import get_submission
from portal.admissions.states import AnswerKind, Purpose, stage_after
from portal.candidates.evidence_kinds import EvidenceKind, PaperState
from portal.candidates.models.candidate import Candidate
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.queries.access import lock_candidate
from portal.candidates.stages import Stage
from portal.candidates.votes import VoteCount
from portal.kernel import audit, clock
from portal.kernel.database import lock, lock_name
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.wording import bloc


@operation
def note_answers(*, admission_submission_id: UUID, received_on: date | None = None) -> int:
    """Bring the candidate to where Khối's answers say, in their order; return how many were noted.

    ``received_on`` is the day the house received an admission decision: the ceremony's limit may
    count from it (294-QĐ/TW §4.1). A step the house recorded by hand meanwhile is not doubled.
    """
    row = lock(AdmissionSubmission, admission_submission_id)
    lock_name(f"submission:{row.id}")
    unnoted = get_submission(row.id).unnoted
    if not unnoted:
        raise Conflict("Không còn trả lời nào chưa ghi.")
    candidate = lock_candidate(row.candidate_id)
    for answer in unnoted:
        _note(candidate, row, answer)
        if answer.kind is AnswerKind.DECIDED and row.purpose is Purpose.ADMISSION:
            _note_receipt(candidate, answer, received_on)
    row.noted_answer_id = unnoted[-1].id
    audit.record("submission.noted", row, answers=[str(answer.kind) for answer in unnoted])
    return len(unnoted)


def _note(candidate: Candidate, row: AdmissionSubmission, answer: SubmissionAnswer) -> None:
    stage = stage_after(answer.kind, row.purpose)
    if stage is None or candidate.stage is stage:
        return
    advance_stage(
        candidate_id=candidate.id,
        to_stage=stage,
        happened_on=max(answer.happened_on, candidate.stage_since),
        document_no=answer.document_no,
        document_date=answer.document_date or answer.happened_on,
        vote=_vote(answer),
        exit_reason=answer.reason,
        acknowledgement=f"Ghi theo văn bản của {bloc()} số {answer.document_no}."
        if stage in {Stage.DECIDED, Stage.OFFICIAL}
        else "",
        remarks=answer.remarks,
    )


def _note_receipt(candidate: Candidate, answer: SubmissionAnswer, received_on: date | None) -> None:
    if received_on is None:
        raise DomainError("Ghi ngày đơn vị nhận quyết định.", field="received_on")
    if not answer.happened_on <= received_on <= clock.today():
        raise DomainError("Ngày nhận phải từ ngày quyết định đến hôm nay.", field="received_on")
    record_evidence(
        candidate_id=candidate.id,
        kind=EvidenceKind.DECISION_RECEIVED,
        state=PaperState.HELD,
        number=answer.document_no,
        dated_on=received_on,
    )


def _vote(answer: SubmissionAnswer) -> VoteCount | None:
    votes = answer.votes
    return VoteCount(total=votes["members"], yes=votes["yes"], kind=votes["kind"]) if votes else None
