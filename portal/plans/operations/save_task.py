"""A task of a plan, new or changed, while the house may still change the plan."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.plans.models import PlanTask
from portal.plans.operations.lock_open_plan import lock_open_plan
from portal.plans.planning import Measure

HIGHEST = 100_000
FULL = 100


@operation
def save_task(
    *,
    title: str,
    measure: Measure,
    target: int | None,
    owner: str,
    due_on: date,
    plan_id: UUID | None = None,
    plan_task_id: UUID | None = None,
) -> UUID:
    """Add a task to ``plan_id`` or change ``plan_task_id``; return the plan's id.

    A task that is simply done or not has no number; a share of people is at most 100.
    """
    task = lock(PlanTask, plan_task_id) if plan_task_id else PlanTask(plan_id=plan_id)
    plan = lock_open_plan(task.plan_id)
    if not plan.starts_on <= due_on <= plan.ends_on:
        raise DomainError(
            f"Hạn phải trong thời gian của kế hoạch ({plan.starts_on:%d/%m/%Y} – {plan.ends_on:%d/%m/%Y}).",
            field="due_on",
        )
    if measure is Measure.DONE:
        target = None
    elif target is not None and not 0 <= target <= (FULL if measure is Measure.HELPED else HIGHEST):
        raise DomainError(
            "Tỷ lệ là số từ 0 đến 100." if measure is Measure.HELPED else "Số quá lớn.", field="target"
        )
    if plan_task_id is None:
        last = select(func.max(PlanTask.position)).where(
            PlanTask.tenant_id == plan.tenant_id, PlanTask.plan_id == plan.id
        )
        task.position = (db.session.scalar(last) or 0) + 1
    task.title, task.measure, task.target = title.strip(), measure, target
    task.owner, task.due_on = owner.strip(), due_on
    db.session.add(task)
    audit.record("plan_task.saved", task, plan_id=plan.id, title=task.title)
    return plan.id
