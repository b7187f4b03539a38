"""A draft that is not wanted any more."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation
from portal.reorganizations.kinds import State
from portal.reorganizations.models import Reorganization


@operation
def drop_reorganization(*, reorganization_id: UUID) -> None:
    """Put a draft aside; it stays readable. Conflict once it has been confirmed."""
    draft = lock(Reorganization, reorganization_id)
    if draft.state is not State.DRAFT:
        raise Conflict("Chỉ bỏ được bản dự thảo.")
    draft.state = State.DROPPED
    audit.record("reorganization.discarded", draft)
