"""A new cell or branch inside a house."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations import queries
from portal.organizations.models import Unit, UnitKind, UnitName


@operation
def register_unit(*, name: str, kind: UnitKind, valid_from: date, parent_unit_id: UUID | None = None) -> UUID:
    """Register a unit of the actor's house from a day on; return its id."""
    if any(unit.name.casefold() == name.casefold() for unit in queries.list_units(on=valid_from)):
        raise DomainError("Đơn vị đã có một bộ phận mang tên này.", field="name")
    unit = Unit(kind=kind, parent_unit_id=parent_unit_id)
    db.session.add(unit)
    db.session.flush()
    db.session.add(UnitName(unit_id=unit.id, name=name, valid_from=valid_from))
    audit.record("unit.registered", unit, name=name)
    return unit.id
