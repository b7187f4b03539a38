"""Many people put into one cell at once, as after an import."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select, update

from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.access import check_unit, is_visible
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import get_unit
from portal.people.models import Person


@operation
def place_in_unit(*, candidate_ids: Collection[UUID], unit_id: UUID | None) -> int:
    """Put the candidates the actor may see into a unit of the house; return how many."""
    if unit_id is None:
        raise DomainError("Chọn chi bộ.", field="unit_id")
    check_unit(unit_id)
    unit = get_unit(unit_id)
    mine = (Candidate.tenant_id == current_tenant_id(), Candidate.id.in_(candidate_ids), is_visible())
    rows = db.session.execute(select(Candidate.id, Candidate.person_id).where(*mine)).all()
    if not rows:
        raise DomainError("Chọn ít nhất một người trong bảng.")
    ids, people = zip(*rows, strict=True)
    house = current_tenant_id()
    db.session.execute(
        update(Candidate)
        .where(Candidate.tenant_id == house, Candidate.id.in_(ids))
        .values(unit_id=unit_id, version=Candidate.version + 1)
    )
    db.session.execute(
        update(Person).where(Person.tenant_id == house, Person.id.in_(people)).values(unit_id=unit_id)
    )
    audit.record("candidates.placed", unit, candidates=[str(candidate_id) for candidate_id in ids])
    return len(ids)
