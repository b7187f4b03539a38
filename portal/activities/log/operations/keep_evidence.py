"""Pictures and papers that show it took place."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from portal.activities.log.models import Activity, ActivityFile, ActivityState
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.file_kinds import IMAGES, PAPERS
from portal.kernel.files import keep_file
from portal.kernel.operation import operation

MOST_FILES = 30


@operation
def keep_evidence(*, activity_id: UUID, files: Sequence[tuple[str, bytes]]) -> int:
    """Keep files (name, content) with an activity; return how many were new.

    Pictures are drawn anew: place, telephone and time that the camera wrote are gone.
    """
    activity = lock(Activity, activity_id)
    if activity.state is ActivityState.CANCELLED:
        raise RuleRefused("Hoạt động này không tổ chức.")
    if not files:
        raise DomainError("Chọn ít nhất một tệp.", field="files")
    rows = db.session.scalars(
        select(ActivityFile).where(
            ActivityFile.tenant_id == activity.tenant_id, ActivityFile.activity_id == activity.id
        )
    )
    there = {row.file_digest: row for row in rows}
    if sum(row.removed_at is None for row in there.values()) + len(files) > MOST_FILES:
        raise DomainError(f"Mỗi hoạt động nhiều nhất {MOST_FILES} tệp.", field="files")
    new = 0
    for name, content in files:
        kept = keep_file(content, name, accept=IMAGES | PAPERS, field="files")
        row = there.get(kept.digest)
        if row is None:
            row = ActivityFile(activity_id=activity.id, created_by=signature(), **kept.columns())
            db.session.add(row)
            there[kept.digest] = row
            new += 1
        elif row.removed_at is not None:
            row.removed_at = None
            new += 1
    audit.record("activity.evidence_kept", activity, files=new)
    return new
