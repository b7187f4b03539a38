"""Sample dossiers at Khối, one in each state that asks somebody to act. All invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from portal.admissions.models import AdmissionSubmission
from portal.admissions.operations.answer_submission import answer_submission
from portal.admissions.operations.submit_dossier import submit_dossier
from portal.admissions.states import AnswerKind
from portal.candidates.models.candidate import Candidate
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.organizations.queries import find_operator, root_operator
from portal.people.models import Person

ORDER = 50


def load() -> None:
    """Send some of the dossiers that lie ready in two houses, and answer some, on an empty table."""
    with session_as(root_operator()):
        if db.session.scalar(select(func.count()).select_from(AdmissionSubmission)):
            return
    _new, appraised = _send("K53", ("118-CV/ĐU", 1), ("115-CV/ĐU", 9))
    [returned] = _send("K57", ("64-CV/ĐU", 8))
    with session_as(root_operator()):
        if appraised:
            _answer(appraised, AnswerKind.RECEIVED, 7)
            _answer(appraised, AnswerKind.APPRAISED, 3)
        if returned:
            _answer(returned, AnswerKind.RECEIVED, 6)
            _answer(
                returned,
                AnswerKind.RETURNED,
                2,
                document_no="207-CV/BTC",
                exit_reason="missing_paper",
                remarks="Bổ sung ý kiến nơi cư trú.",
            )


def _send(code: str, *letters: tuple[str, int]) -> list[UUID | None]:
    with session_as(find_operator(code)):
        ready = db.session.scalars(
            select(Candidate.id)
            .join(Person, (Person.tenant_id == Candidate.tenant_id) & (Person.id == Candidate.person_id))
            .where(Candidate.stage == Stage.COMMITTEE_RESOLVED)
            .order_by(Person.sort_name)
            .limit(len(letters))
        ).all()
        sent: list[UUID | None] = [
            submit_dossier(candidate_id=candidate_id, letter_no=number, letter_date=_ago(days))
            for candidate_id, (number, days) in zip(ready, letters, strict=False)
        ]
    return sent + [None] * (len(letters) - len(sent))


def _answer(submission_id: UUID, kind: AnswerKind, days_ago: int, **more: Any) -> None:
    answer_submission(admission_submission_id=submission_id, kind=kind, happened_on=_ago(days_ago), **more)


def _ago(days: int) -> date:
    return clock.today() - timedelta(days=days)
