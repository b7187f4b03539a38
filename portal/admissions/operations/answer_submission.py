"""Khối does something with a dossier and tells its house."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.admissions.models import SubmissionAnswer
from portal.admissions.queries import SubmissionRow, get_submission, number_is_taken
from portal.admissions.states import STAGE_OF, AnswerKind, Purpose
from portal.admissions.words import ACTION, DOCUMENT, STATE
from portal.candidates.operations.check_step import check_reason, check_vote
from portal.candidates.queries.access import signature
from portal.candidates.stages import RULES, Stage, voting_body
from portal.candidates.votes import VoteCount
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id

NUMBERED = frozenset({AnswerKind.DECIDED, AnswerKind.ANNULLED, AnswerKind.DELETED})


@operation
def answer_submission(
    *,
    admission_submission_id: UUID,
    kind: AnswerKind | str,
    happened_on: date,
    document_no: str = "",
    document_date: date | None = None,
    vote: VoteCount | None = None,
    exit_reason: str = "",
    remarks: str = "",
) -> UUID:
    """Record what Khối did with a dossier on paper; return the answer's id.

    Refused out of order, before the step it follows, without its paper, with a vote that missed its
    threshold, or with a decision number that another person has: one person, one decision
    (Statutes Art. 4.3).
    """
    kind = AnswerKind(kind)
    lock_name(f"submission:{admission_submission_id}")
    found = get_submission(admission_submission_id)
    row = found.row
    if row.to_tenant_id != current_tenant_id():
        raise NotFound
    if kind not in found.next_answers:
        raise RuleRefused(f"Hồ sơ {STATE[found.state]}: không ghi được “{ACTION.get(kind, kind)}”.")
    _check_day(found, happened_on)
    stage = stage_asked(kind, row.purpose)
    votes = None
    if stage is not None:
        if kind in DOCUMENT and kind is not AnswerKind.APPRAISED and not document_no.strip():
            raise DomainError(f"Cần số của {DOCUMENT[kind]}.", field="document_no")
        if document_date is not None and document_date > clock.today():
            raise DomainError("Ngày văn bản ở tương lai.", field="document_date")
        check_reason(stage, exit_reason, remarks)
        votes = check_vote(voting_body(Stage.APPRAISED, stage), stage, exit_reason, vote)
    if kind in NUMBERED:
        lock_name("decision numbers")
        if number_is_taken(document_no, document_date or happened_on):
            raise Conflict(
                f"Số {document_no.strip()} đã dùng cho quyết định khác trong năm: mỗi người một quyết định.",
                field="document_no",
            )
    answer = SubmissionAnswer(
        to_tenant_id=row.tenant_id,
        submission_id=row.id,
        person_id=row.person_id,
        kind=kind,
        happened_on=happened_on,
        document_no=document_no.strip(),
        document_date=document_date,
        votes=votes,
        reason=exit_reason,
        remarks=remarks.strip(),
        answered_by=signature(),
    )
    db.session.add(answer)
    audit.record(
        "submission.answered", answer, submission_id=row.id, kind=kind, document_no=answer.document_no
    )
    return answer.id


def stage_asked(kind: AnswerKind, purpose: Purpose) -> Stage | None:
    """Return the stage whose paper, vote and reason an answer must bring; None for mere receipt."""
    if purpose is Purpose.RECOGNITION and kind is AnswerKind.DECIDED:
        return Stage.OFFICIAL
    return STAGE_OF.get(kind)


def _check_day(found: SubmissionRow, happened_on: date) -> None:
    if happened_on > clock.today():
        raise DomainError("Ngày ở tương lai: chỉ ghi việc đã xong.", field="happened_on")
    earliest = found.standing[-1].happened_on if found.standing else found.row.letter_date
    if happened_on < earliest:
        raise DomainError(f"Ngày không thể trước việc liền trước ({earliest:%d/%m/%Y}).", field="happened_on")


def action_words(kind: AnswerKind, purpose: Purpose) -> str:
    """Return the name of the button that records an answer."""
    stage = stage_asked(kind, purpose)
    return RULES[stage].action if kind is AnswerKind.DECIDED and stage else ACTION[kind]
