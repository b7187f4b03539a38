"""A saved list is no longer wanted."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.models.saved_list import SavedList
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.operation import operation


@operation
def discard_list(*, saved_list_id: UUID) -> None:
    """Delete the choice; it held no people, and the trail keeps its name."""
    saved = lock(SavedList, saved_list_id)
    audit.record("saved_list.discarded", saved, name=saved.name)
    db.session.delete(saved)
