"""A title recorded by mistake."""

from __future__ import annotations

from uuid import UUID

from portal.activities.members.models import EmulationTitle
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation


@operation
def withdraw_title(*, emulation_title_id: UUID) -> UUID:
    """Withdraw a title; it stays as history and counts no more. Return whose it was."""
    title = lock(EmulationTitle, emulation_title_id)
    if title.withdrawn_on is not None:
        raise Conflict("Danh hiệu này đã được rút.")
    title.withdrawn_on = clock.today()
    audit.record("title.withdrawn", title, year=title.year)
    return title.person_id
