"""What the union does about a task."""

from __future__ import annotations

from uuid import UUID

from portal.activities.referrals.models import MentoringNote, MentoringStep
from portal.activities.referrals.queries import get_proposable, get_task
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation


@operation
def note_mentoring(
    *,
    mentoring_task_id: UUID,
    step: MentoringStep | str,
    mentor_person_id: UUID | None = None,
    words: str = "",
) -> UUID:
    """Name the member who mentors, or say that it is done or cannot be taken on; return the note's id."""
    row = get_task(mentoring_task_id)
    if row.task.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    step = MentoringStep(step)
    if row.note is not None and row.note.step is not MentoringStep.ASSIGNED:
        raise Conflict("Việc này đã trả lời xong.")
    mentor = get_proposable(mentor_person_id) if mentor_person_id else None
    if step is MentoringStep.ASSIGNED and mentor is None:
        raise DomainError("Chọn đoàn viên được cử giúp.", field="mentor_person_id")
    if step is not MentoringStep.ASSIGNED and not words.strip():
        raise DomainError("Ghi kết quả hoặc lý do.", field="words")
    note = MentoringNote(
        to_tenant_id=row.task.tenant_id,
        task_tenant_id=row.task.tenant_id,
        task_id=row.task.id,
        step=step,
        mentor_person_id=mentor[1].id if mentor else None,
        mentor_name=mentor[1].full_name if mentor else "",
        words=words.strip(),
        noted_by=signature(),
    )
    db.session.add(note)
    audit.record("mentoring.noted", note, task_id=row.task.id, step=step)
    return note.id
