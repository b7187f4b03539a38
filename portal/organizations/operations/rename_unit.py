"""A new name of a unit from a day on; the old name keeps its days."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations import queries
from portal.organizations.models import Unit, UnitName
from portal.organizations.operations.supersede import supersede


@operation
def rename_unit(*, unit_id: UUID, name: str, valid_from: date) -> None:
    """Give a unit of the actor's house another name from a day on."""
    unit = lock(Unit, unit_id)
    if any(
        other.name.casefold() == name.casefold() and other.id != unit.id
        for other in queries.list_units(on=valid_from)
    ):
        raise DomainError("Đơn vị đã có một bộ phận mang tên này.", field="name")
    names = db.session.scalars(select(UnitName).where(UnitName.unit_id == unit.id)).all()
    before = supersede(names, valid_from=valid_from)
    if before is not None and before.name == name:
        raise DomainError("Tên mới giống tên đang dùng.", field="name")
    db.session.add(UnitName(unit_id=unit.id, name=name, valid_from=valid_from))
    audit.record(
        "unit.renamed",
        unit,
        before={"name": before.name if before else ""},
        after={"name": name},
        valid_from=valid_from,
    )
