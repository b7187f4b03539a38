"""The figures of a unit, all in one step; only what differs is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations import pages
from portal.organizations.models import AttributeName
from portal.organizations.operations.set_unit_attribute import set_unit_attribute


@operation
def update_unit(*, unit_id: UUID, attributes: Mapping[AttributeName, int | None], valid_from: date) -> None:
    """Set the attributes of a unit of the actor's house from a day on; None leaves one as it is."""
    current = pages.unit_page(unit_id).current
    differing = {
        name: value for name, value in attributes.items() if value is not None and current.get(name) != value
    }
    if not differing:
        raise DomainError("Không có gì thay đổi.")
    for name, value in differing.items():
        set_unit_attribute(unit_id=unit_id, name=name, value=value, valid_from=valid_from)
