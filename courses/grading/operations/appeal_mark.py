"""A person asks for a mark to be looked at again (phúc khảo)."""

from __future__ import annotations

from uuid import UUID

from courses.grading.appeals import why_not_appeal
from courses.grading.models import Appeal, ExamResult
from courses.grading.queries.appeals import get_own_mark
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def appeal_mark(*, exam_result_id: UUID, reason: str) -> UUID:
    """Write the appeal, addressed to who gave the mark; one for a mark, within its term."""
    own = get_own_mark(exam_result_id)
    refusal = why_not_appeal(
        scored_on=clock.local(own.result.scored_at).date(),
        today=clock.today(),
        is_locked=own.is_locked,
        has_appealed=own.appeal is not None,
    )
    if refusal:
        raise RuleRefused(refusal)
    if not reason.strip():
        raise DomainError("Ghi rõ đề nghị xem lại điều gì.", field="reason")
    result: ExamResult = own.result
    appeal = Appeal(
        to_tenant_id=result.tenant_id,
        person_id=result.person_id,
        exam_result_id=result.id,
        reason=reason.strip(),
    )
    db.session.add(appeal)
    audit.record("mark.appealed", appeal, exam_result_id=result.id)
    return appeal.id
