"""A task taken out of a plan that may still be changed."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.operation import operation
from portal.plans.models import PlanTask
from portal.plans.operations.lock_open_plan import lock_open_plan


@operation
def remove_task(*, plan_task_id: UUID) -> UUID:
    """Take a task out; return the plan's id. The record keeps its title."""
    task = lock(PlanTask, plan_task_id)
    plan = lock_open_plan(task.plan_id)
    audit.record("plan_task.removed", task, plan_id=plan.id, title=task.title)
    db.session.delete(task)
    return plan.id
