"""Another version of an accepted plan; the accepted one stays as it was."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock, lock_name
from portal.kernel.errors import Conflict, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.plans.models import Plan, PlanTask
from portal.plans.planning import Standing
from portal.plans.queries.plans import list_tasks, standing

COPIED = ("position", "title", "measure", "target", "owner", "due_on", "done_on", "done_note")


@operation
def revise_plan(*, plan_id: UUID) -> UUID:
    """Copy the newest accepted plan of its period into a draft; return the draft's id."""
    plan = lock(Plan, plan_id)
    if plan.tenant_id != current_actor().tenant_id:
        raise NotFound
    lock_name("plan")
    if standing(plan) is not Standing.ACCEPTED:
        raise RuleRefused("Chỉ điều chỉnh kế hoạch đã được chấp nhận.")
    newest = db.session.scalar(
        select(func.max(Plan.version)).where(
            Plan.tenant_id == plan.tenant_id, Plan.term_code == plan.term_code, Plan.year == plan.year
        )
    )
    if newest != plan.version:
        raise Conflict("Kế hoạch này đã có bản điều chỉnh mới hơn.")
    draft = Plan(
        term_code=plan.term_code,
        year=plan.year,
        version=plan.version + 1,
        title=plan.title,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        created_by=signature(),
    )
    db.session.add(draft)
    db.session.flush()
    for task in list_tasks(plan):
        copied = {name: getattr(task, name) for name in COPIED}
        db.session.add(PlanTask(plan_id=draft.id, **copied))
    audit.record("plan.revised", draft, of=plan.id, version=draft.version)
    return draft.id
