"""The end of a helper's work with a candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.models.helper import HelperAssignment
from portal.kernel.database import db

if TYPE_CHECKING:
    from datetime import date

    from portal.candidates.models.candidate import Candidate


def end_helpers(candidate: Candidate, *, on: date, reason: str) -> list[HelperAssignment]:
    """Close the open assignments of a locked candidate on a day, inside the caller's operation.

    An assignment that began later than the day ends on the day it began.
    """
    open_ones = db.session.scalars(
        select(HelperAssignment).where(
            HelperAssignment.tenant_id == candidate.tenant_id,
            HelperAssignment.candidate_id == candidate.id,
            HelperAssignment.ends_on.is_(None),
        )
    ).all()
    for assignment in open_ones:
        assignment.ends_on = max(on, assignment.starts_on)
        assignment.end_reason = reason
    return list(open_ones)
