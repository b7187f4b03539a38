"""The recorded steps of one candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.models.stage import StageStep
from portal.kernel.database import db

if TYPE_CHECKING:
    from portal.candidates.models.candidate import Candidate


def list_standing_steps(candidate: Candidate) -> list[StageStep]:
    """Return the steps that were not corrected, oldest first, without the corrections themselves."""
    steps = db.session.scalars(
        select(StageStep)
        .where(StageStep.tenant_id == candidate.tenant_id, StageStep.candidate_id == candidate.id)
        .order_by(StageStep.recorded_at, StageStep.id)
    ).all()
    corrected = {step.corrects_step_id for step in steps if step.corrects_step_id}
    return [step for step in steps if step.corrects_step_id is None and step.id not in corrected]
