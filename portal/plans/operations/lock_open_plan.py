"""The plan of the actor's house, locked, while it may still be changed."""

from __future__ import annotations

from uuid import UUID

from portal.kernel.actor import current_actor
from portal.kernel.database import lock
from portal.kernel.errors import NotFound, RuleRefused
from portal.plans.labels import STANDING
from portal.plans.models import Plan
from portal.plans.planning import may_change
from portal.plans.queries.plans import standing


def lock_open_plan(plan_id: UUID) -> Plan:
    """Return the plan for changing; RuleRefused once it lies with Khối or was accepted."""
    plan = lock(Plan, plan_id)
    if plan.tenant_id != current_actor().tenant_id:
        raise NotFound
    stands = standing(plan)
    if not may_change(stands):
        raise RuleRefused(f"Kế hoạch {STANDING[stands]}, không sửa được nữa.")
    return plan
