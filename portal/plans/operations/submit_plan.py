"""A plan handed in to Khối."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations import queries as organizations
from portal.plans.operations.lock_open_plan import lock_open_plan
from portal.plans.planning import missing_words
from portal.plans.queries.plans import list_tasks


@operation
def submit_plan(*, plan_id: UUID) -> None:
    """Address the plan to Khối; DomainError says which owner or number is still missing."""
    plan = lock_open_plan(plan_id)
    tasks = [(task.title, task.owner, task.measure, task.target) for task in list_tasks(plan)]
    lacking = missing_words(tasks)
    if lacking:
        raise DomainError(" ".join(lacking))
    plan.to_tenant_id = organizations.root_id()
    plan.submission += 1
    plan.submitted_at, plan.submitted_by = clock.now(), signature()
    audit.record("plan.submitted", plan, submission=plan.submission)
