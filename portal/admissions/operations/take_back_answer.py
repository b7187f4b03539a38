"""An answer entered by mistake is taken back; both stay to be read."""

from __future__ import annotations

from uuid import UUID

from portal.admissions.models import SubmissionAnswer
from portal.admissions.queries import get_submission
from portal.admissions.states import AnswerKind
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def take_back_answer(*, admission_submission_id: UUID, remarks: str) -> UUID:
    """Take back Khối's last answer, saying why; refused once the house wrote it into its register."""
    lock_name(f"submission:{admission_submission_id}")
    found = get_submission(admission_submission_id)
    if found.row.to_tenant_id != current_tenant_id():
        raise NotFound
    if not found.may_take_back:
        raise RuleRefused("Đơn vị đã ghi trả lời này vào hồ sơ; ghi việc tiếp theo thay vì lấy lại.")
    if not remarks.strip():
        raise DomainError("Ghi lý do lấy lại.", field="remarks")
    wrong = found.standing[-1]
    answer = SubmissionAnswer(
        to_tenant_id=found.row.tenant_id,
        submission_id=found.row.id,
        person_id=found.row.person_id,
        kind=AnswerKind.TAKEN_BACK,
        happened_on=clock.today(),
        remarks=remarks.strip(),
        takes_back_id=wrong.id,
        answered_by=signature(),
    )
    db.session.add(answer)
    audit.record("submission.answer_taken_back", answer, submission_id=found.row.id, kind=wrong.kind)
    return answer.id
