"""A picture that does not belong there."""

from __future__ import annotations

from uuid import UUID

from portal.activities.log.models import ActivityFile
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def remove_evidence(*, activity_file_id: UUID) -> UUID:
    """Take a file off the activity's page; the record of it stays. Return the activity's id."""
    row = lock(ActivityFile, activity_file_id)
    row.removed_at = clock.now()
    audit.record("activity.evidence_removed", row, file_name=row.file_name)
    return row.activity_id
