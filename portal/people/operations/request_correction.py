"""A person says what is wrong in the own data; the house answers."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation
from portal.people.models import CorrectionRequest

SHORTEST, LONGEST = 5, 2000


@operation
def request_correction(*, text: str) -> UUID:
    """Ask the house to correct the actor's own data; return the request's id."""
    person_id = current_actor().person_id
    if person_id is None:
        raise NotFound
    text = text.strip()
    if not SHORTEST <= len(text) <= LONGEST:
        raise DomainError("Ghi rõ chỗ sai và nội dung đúng.", field="text")
    request = CorrectionRequest(person_id=person_id, text=text)
    db.session.add(request)
    audit.record("correction.requested", request)
    return request.id


@operation
def answer_correction(*, correction_request_id: UUID, answer: str) -> None:
    """Answer a request; what was corrected is changed on the person's own page first."""
    request = lock(CorrectionRequest, correction_request_id)
    if request.answered_at is not None:
        raise Conflict("Đề nghị này đã được trả lời.")
    if not answer.strip():
        raise DomainError("Ghi câu trả lời.", field="answer")
    request.answer = answer.strip()
    request.answered_by = current_actor().name
    request.answered_at = clock.now()
    audit.record("correction.answered", request)
