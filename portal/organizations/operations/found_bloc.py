"""The first organisation of an installation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.actor import Actor, Door, Role
from portal.kernel.database import db, session_as
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation
from portal.kernel.tenancy import new_id
from portal.organizations import queries
from portal.organizations.models import Organization, OrganizationKind, OrganizationName, TenantSetting

ROOT_CODE = "KHOI"
FIRST_DAY = date(2000, 1, 1)
"""Names and attributes of a first import hold from here: their real first day is not known."""


def found_bloc(*, name: str) -> UUID:
    """Found the root organisation (Khối) of an empty installation; return its id."""
    if queries.root_id() is not None:
        raise Conflict("Tổ chức gốc đã có.")
    root_id = new_id()
    founder = Actor(tenant_id=root_id, door=Door.STAFF, roles=frozenset({Role.KHOI_OFFICER}), name="founder")
    with session_as(founder):
        _found(root_id=root_id, name=name)
    return root_id


@operation
def _found(*, root_id: UUID, name: str) -> None:
    root = Organization(
        id=root_id, tenant_id=root_id, code=ROOT_CODE, kind=OrganizationKind.BLOC_COMMITTEE, sector=""
    )
    db.session.add(root)
    db.session.flush()
    db.session.add(OrganizationName(organization_id=root_id, name=name, valid_from=FIRST_DAY))
    db.session.add(TenantSetting(issuing_body=name))
    audit.record("bloc.founded", root, on=clock.today())
