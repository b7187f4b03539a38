"""Dossiers on their way, through the operations."""

from __future__ import annotations

from datetime import timedelta

from portal.admissions.operations.answer_submission import answer_submission
from portal.admissions.operations.submit_dossier import submit_dossier
from portal.admissions.states import AnswerKind
from portal.candidates.stages import Stage
from portal.candidates.votes import VoteCount
from portal.kernel import clock
from tests.portal.candidates.builders import a_candidate, a_certificate, travel

VOTE = VoteCount(total=11, yes=9)


def ago(days: int):
    return clock.today() - timedelta(days=days)


def a_ready_candidate(name: str = "Lê Thị Hoa", **values):
    """Somebody whose committee has resolved, ten days ago."""
    candidate_id = a_candidate(name, **values)
    a_certificate(candidate_id, number=f"{name}/GCN")
    travel(candidate_id, Stage.COMMITTEE_RESOLVED, last_on=ago(10))
    return candidate_id


def a_submission(candidate_id, *, letter_no: str = "45-CV/ĐU"):
    return submit_dossier(candidate_id=candidate_id, letter_no=letter_no, letter_date=ago(8))


def an_answer(submission_id, kind: AnswerKind, *, days_ago: int = 3, **values):
    there: dict = {"happened_on": ago(days_ago)}
    if kind is AnswerKind.DECIDED:
        there |= {"document_no": "358-QĐ/ĐUK", "vote": VOTE}
    if kind is AnswerKind.RETURNED:
        there |= {"document_no": "207-CV/BTC", "exit_reason": "missing_paper"}
    return answer_submission(admission_submission_id=submission_id, kind=kind, **(there | values))


def answered(submission_id, *kinds: AnswerKind, **last):
    """Answer in order; the last answer takes the further values."""
    for number, kind in enumerate(kinds, start=1):
        an_answer(submission_id, kind, **(last if number == len(kinds) else {}))
