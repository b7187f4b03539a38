"""Uploaded lists are kept sealed for a month, to mend and send again, and then forgotten."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, exists, select, update

from portal.candidates.models.candidate import CandidateImport
from portal.kernel import audit, clock
from portal.kernel.database import db, session_as
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import list_organizations, operator_of

KEPT_FOR = timedelta(days=30)


def forget_in_every_house() -> int:
    """Forget the old files of every house, each as its own operator; return how many."""
    forgotten = 0
    for house in list_organizations():
        with session_as(operator_of(house.id, is_root=house.is_root)):
            if db.session.scalar(select(exists().where(*_is_old()))):
                forgotten += forget_import_files()
    return forgotten


@operation
def forget_import_files() -> int:
    """Delete the files of the actor's house that came over thirty days ago; return how many.

    Counts and report stay. A list that was checked and never written is forgotten too.
    """
    forgotten = db.session.scalars(
        update(CandidateImport).where(*_is_old()).values(file_sealed=None).returning(CandidateImport.id)
    ).all()
    audit.record("candidates.import_files_forgotten", files=len(forgotten))
    return len(forgotten)


def _is_old() -> list[ColumnElement[bool]]:
    return [
        CandidateImport.tenant_id == current_tenant_id(),
        CandidateImport.file_sealed.is_not(None),
        CandidateImport.created_at < clock.now() - KEPT_FOR,
    ]
