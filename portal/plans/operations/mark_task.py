"""Work of a plan that the house did (or did not, after all)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.plans.models import Plan, PlanTask
from portal.plans.planning import Measure


@operation
def mark_task(*, plan_task_id: UUID, done_on: date | None, done_note: str = "") -> UUID:
    """Write down when a task was done, with a word on it; return the plan's id.

    No day takes the mark back.
    """
    task = lock(PlanTask, plan_task_id)
    plan = lock(Plan, task.plan_id)
    if task.measure is not Measure.DONE:
        raise RuleRefused("Việc này được đếm từ số liệu trên phần mềm, không đánh dấu bằng tay.")
    if done_on is not None and done_on > clock.today():
        raise DomainError("Ngày làm xong chưa tới.", field="done_on")
    if done_on is not None and done_on < plan.starts_on:
        raise DomainError("Ngày làm xong trước khi kế hoạch bắt đầu.", field="done_on")
    before = task.done_on
    task.done_on, task.done_note = done_on, done_note.strip() if done_on else ""
    audit.record(
        "plan_task.marked", task, before={"done_on": before}, after={"done_on": done_on}, plan_id=plan.id
    )
    return plan.id
