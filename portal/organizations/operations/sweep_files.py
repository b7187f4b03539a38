"""Files whose row is gone, or was never written, do not stay behind."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.database import Base, db, session_as
from portal.kernel.files import FileColumns, list_unspoken
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import list_organizations, operator_of

LEFT_ALONE = timedelta(days=7)
"""A file is written before its row is; nobody works on one form for a week."""


def sweep_every_house() -> int:
    """Sweep the files of every house, each as its own operator; return how many were deleted."""
    deleted = 0
    for house in list_organizations():
        with session_as(operator_of(house.id, is_root=house.is_root)):
            if _unspoken():
                deleted += sweep_files()
    return deleted


@operation
def sweep_files() -> int:
    """Delete the files of the actor's house that no row speaks of any more; return how many."""
    left = _unspoken()
    for place in left:
        place.unlink(missing_ok=True)
    audit.record("files.swept", subject_id=current_tenant_id(), files=len(left))
    return len(left)


def _unspoken() -> list[Path]:
    return list_unspoken(_spoken_of(), kept_since=clock.now() - LEFT_ALONE)


def _spoken_of() -> set[str]:
    """Return the digests in every table that keeps files, of the actor's house."""
    kinds: list[Any] = [
        mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, FileColumns)
    ]
    return {
        digest
        for kind in kinds
        for digest in db.session.scalars(
            select(kind.file_digest).where(kind.tenant_id == current_tenant_id(), kind.file_digest != "")
        )
    }
