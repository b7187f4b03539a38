"""A dated fact of a unit: how many members, whether there is a union in it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.models import AttributeName, Unit, UnitAttribute
from portal.organizations.operations.supersede import supersede


@operation
def set_unit_attribute(*, unit_id: UUID, name: AttributeName, value: int, valid_from: date) -> None:
    """Set an attribute of a unit from a day on; a second value for the same day corrects the first."""
    unit = lock(Unit, unit_id)
    rows = db.session.scalars(
        select(UnitAttribute).where(UnitAttribute.unit_id == unit.id, UnitAttribute.name == name)
    ).all()
    latest = max(rows, key=lambda row: row.valid_from, default=None)
    before = latest.value if latest else None
    if before == value:
        raise DomainError("Giá trị này đang dùng, không có gì thay đổi.", field="value")
    if latest is not None and latest.valid_from == valid_from:
        latest.value = value
    else:
        supersede(rows, valid_from=valid_from)
        db.session.add(UnitAttribute(unit_id=unit.id, name=name, value=value, valid_from=valid_from))
    audit.record(
        "unit.attribute_set",
        unit,
        before={name.value: before},
        after={name.value: value},
        valid_from=valid_from,
    )
