"""A dossier sent by mistake comes back before Khối touched it."""

from __future__ import annotations

from uuid import UUID

from portal.admissions.models import AdmissionSubmission
from portal.admissions.queries import get_submission
from portal.admissions.states import Purpose, State
from portal.candidates.operations.correct_stage import correct_stage
from portal.candidates.queries.access import lock_candidate
from portal.candidates.queries.steps import list_standing_steps
from portal.candidates.stages import Stage
from portal.kernel import audit, clock
from portal.kernel.database import lock, lock_name
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.wording import bloc


@operation
def withdraw_submission(*, admission_submission_id: UUID, reason: str) -> None:
    """Withdraw a dossier of the own house that Khối has not received; the step “sent” is taken back."""
    row = lock(AdmissionSubmission, admission_submission_id)
    lock_name(f"submission:{row.id}")
    if get_submission(row.id).state is not State.SENT:
        raise RuleRefused(f"{bloc()} đã tiếp nhận; đề nghị {bloc()} trả lại hồ sơ.")
    if not reason.strip():
        raise DomainError("Ghi lý do rút.", field="reason")
    candidate = lock_candidate(row.candidate_id)
    row.withdrawn_at = clock.now()
    if row.purpose is Purpose.ADMISSION and candidate.stage is Stage.SUBMITTED:
        last = list_standing_steps(candidate)[-1]
        correct_stage(
            candidate_id=candidate.id, stage_step_id=last.id, remarks=f"Rút hồ sơ: {reason.strip()}"
        )
    audit.record("submission.withdrawn", row, reason=reason.strip())
