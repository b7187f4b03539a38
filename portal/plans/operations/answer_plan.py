"""Khối accepts a plan, or returns it with remarks."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation
from portal.plans.models import PlanAnswer
from portal.plans.planning import Standing, Verdict
from portal.plans.queries.plans import get_plan, standing


@operation
def answer_plan(*, plan_id: UUID, submission: int, verdict: Verdict, remarks: str = "") -> None:
    """Write Khối's answer to the submission that was read; a return needs remarks.

    Conflict when somebody answered already or the house has handed in another since.
    """
    plan = get_plan(plan_id)
    if plan.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    lock_name(f"plan:{plan_id}")
    if standing(plan) is not Standing.SUBMITTED or plan.submission != submission:
        raise Conflict("Kế hoạch này đã có trả lời hoặc vừa được gửi lại; mở lại trang để xem.")
    if verdict is Verdict.RETURNED and not remarks.strip():
        raise DomainError("Ghi điều cần bổ sung để đơn vị biết mà sửa.", field="remarks")
    answer = PlanAnswer(
        to_tenant_id=plan.tenant_id,
        plan_tenant_id=plan.tenant_id,
        plan_id=plan.id,
        submission=submission,
        verdict=verdict,
        remarks=remarks.strip(),
        answered_by=signature(),
    )
    db.session.add(answer)
    audit.record("plan.answered", answer, plan_id=plan.id, verdict=verdict)
