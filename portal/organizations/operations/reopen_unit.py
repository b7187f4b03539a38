"""A closing of a unit that was a mistake, put right by a later step."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation
from portal.organizations.models import Unit


@operation
def reopen_unit(*, unit_id: UUID) -> None:
    """Take the closing of a unit back; Conflict when it is open."""
    unit = lock(Unit, unit_id)
    if unit.closed_on is None:
        raise Conflict("Bộ phận đang hoạt động.")
    before = {"closed_on": unit.closed_on}
    unit.closed_on = None
    audit.record("unit.reopened", unit, before=before, after={"closed_on": None})
