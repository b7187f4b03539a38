"""Helpers whose work a step ended by mistake go on as if it had not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.models.helper import HelperAssignment
from portal.candidates.stages import RULES
from portal.kernel.database import db

if TYPE_CHECKING:
    from portal.candidates.models.candidate import Candidate
    from portal.candidates.models.stage import StageStep


def resume_helpers(candidate: Candidate, wrong: StageStep) -> None:
    """Open again what ``end_helpers`` closed for the step, inside the caller's operation."""
    ended = db.session.scalars(
        select(HelperAssignment).where(
            HelperAssignment.tenant_id == candidate.tenant_id,
            HelperAssignment.candidate_id == candidate.id,
            HelperAssignment.ends_on >= wrong.happened_on,
            HelperAssignment.end_reason == RULES[wrong.to_stage].label,
        )
    )
    for assignment in ended:
        assignment.ends_on, assignment.end_reason = None, ""
