"""One sitting of the standing committee decides on several people, each with a decision of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.admissions.operations.answer_submission import answer_submission
from portal.admissions.states import AnswerKind
from portal.candidates.votes import VoteCount
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@dataclass(frozen=True, slots=True)
class SittingLine:
    """One person of the sitting: how many agreed, the decision's number."""

    submission_id: UUID
    document_no: str
    yes: int | None


@operation
def decide_sitting(
    *, happened_on: date, document_date: date | None, kind: str, total: int, lines: Sequence[SittingLine]
) -> int:
    """Record the decisions of one sitting; all of them or none. Return how many.

    A refusal names the line: its field is ``<submission id>.<field>``.
    """
    chosen = [line for line in lines if line.document_no.strip()]
    if not chosen:
        raise DomainError("Ghi số quyết định cho ít nhất một người.")
    for line in chosen:
        if line.yes is None:
            raise DomainError("Ghi số tán thành.", field=f"{line.submission_id}.yes")
        try:
            answer_submission(
                admission_submission_id=line.submission_id,
                kind=AnswerKind.DECIDED,
                happened_on=happened_on,
                document_no=line.document_no,
                document_date=document_date,
                vote=VoteCount(total=total, yes=line.yes, kind=kind),
            )
        except DomainError as error:
            own = error.field in {"document_no", "yes"}
            field = f"{line.submission_id}.{error.field}" if own else error.field
            raise type(error)(error.message, field=field) from error
    return len(chosen)
