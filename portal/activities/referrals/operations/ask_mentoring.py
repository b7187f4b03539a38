"""A cell asks a union for help with a candidate."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.activities.referrals.models import MentoringTask
from portal.activities.referrals.queries import candidate_of, union_choices
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def ask_mentoring(*, person_id: UUID, union_id: UUID | None, task: str, due_on: date) -> UUID:
    """Address a task about a candidate to a union; return its id. The union sees name, task and limit."""
    candidate, name = candidate_of(person_id)
    if union_id not in dict(union_choices()):
        raise DomainError("Chọn một đoàn thể.", field="union_id")
    if not task.strip():
        raise DomainError("Ghi việc cần giúp.", field="task")
    if due_on < clock.today():
        raise DomainError("Hạn phải từ hôm nay trở đi.", field="due_on")
    lock_name(f"mentoring:{candidate.id}")
    same = select(MentoringTask.id).where(
        MentoringTask.candidate_id == candidate.id,
        MentoringTask.to_tenant_id == union_id,
        MentoringTask.task == task.strip(),
    )
    if db.session.scalars(same.limit(1)).first() is not None:
        raise Conflict("Việc này đã gửi đoàn thể.", field="task")
    row = MentoringTask(
        to_tenant_id=union_id,
        candidate_id=candidate.id,
        full_name=name,
        task=task.strip(),
        due_on=due_on,
        asked_by=signature(),
    )
    db.session.add(row)
    audit.record("mentoring.asked", row, candidate_id=candidate.id, to=union_id)
    return row.id
