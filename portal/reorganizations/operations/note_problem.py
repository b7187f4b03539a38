"""Why a confirmed reorganisation moved nothing; it is a draft again."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.operation import operation
from portal.reorganizations.kinds import State
from portal.reorganizations.models import Reorganization


@operation
def note_problem(*, reorganization_id: UUID, problem: str) -> None:
    """Write the reason beside the draft, so that it can be confirmed again when it is gone."""
    row = lock(Reorganization, reorganization_id)
    row.state, row.problem = State.DRAFT, problem
    audit.record("reorganization.stopped", row, problem=problem)
