"""Reads about houses and units; names and attributes are those of a day (today unless said)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from portal.kernel import clock
from portal.kernel.actor import Actor, Door, Role, current_actor
from portal.kernel.database import db, get_row, once_a_page, service_connection
from portal.kernel.errors import NotFound
from portal.kernel.wording import call_bloc
from portal.organizations.models import (
    AttributeName,
    Organization,
    OrganizationAttribute,
    OrganizationKind,
    OrganizationName,
    TenantSetting,
    Unit,
    UnitKind,
    UnitName,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

OPERATOR_NAME = "operator"


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """A house as lists show it."""

    id: UUID
    code: str
    name: str
    kind: OrganizationKind
    sector: str
    is_root: bool
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as lists show it."""

    id: UUID
    kind: UnitKind
    name: str
    parent_unit_id: UUID | None


def _on(model: Any, day: date) -> ColumnElement[bool]:
    return and_(model.valid_from <= day, or_(model.valid_to.is_(None), model.valid_to > day))


@once_a_page
def list_organizations(
    *, on: date | None = None, kinds: tuple[OrganizationKind, ...] = ()
) -> list[OrganizationRow]:
    """Return the houses open on a day, by code, with the name they bear on it."""
    day = on or clock.today()
    statement = (
        select(Organization, OrganizationName.name)
        .join(
            OrganizationName,
            and_(OrganizationName.organization_id == Organization.id, _on(OrganizationName, day)),
        )
        .where(or_(Organization.closed_on.is_(None), Organization.closed_on > day))
        .order_by(Organization.code)
    )
    if kinds:
        statement = statement.where(Organization.kind.in_(kinds))
    return [
        OrganizationRow(o.id, o.code, name, o.kind, o.sector, o.is_root)
        for o, name in db.session.execute(statement)
    ]


@once_a_page
def get_organization(organization_id: UUID, *, on: date | None = None) -> OrganizationRow:
    """Return one house with the name it bears on a day."""
    day = on or clock.today()
    row = db.session.execute(
        select(Organization, OrganizationName.name)
        .join(
            OrganizationName,
            and_(OrganizationName.organization_id == Organization.id, _on(OrganizationName, day)),
        )
        .where(Organization.id == organization_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    organization, name = row
    return OrganizationRow(
        organization.id,
        organization.code,
        name,
        organization.kind,
        organization.sector,
        organization.is_root,
        is_open=organization.closed_on is None or organization.closed_on > day,
    )


def current_organization() -> OrganizationRow:
    """Return the house the actor works in."""
    tenant_id = current_actor().tenant_id
    if tenant_id is None:
        raise NotFound
    return get_organization(tenant_id)


def current_house() -> Organization:
    """Return the row of the house the actor works in."""
    tenant_id = current_actor().tenant_id
    if tenant_id is None:
        raise NotFound
    return get_row(Organization, tenant_id)


def find_organization_id(code: str) -> UUID | None:
    """Return the id of the house with this code; works before anybody is signed in."""
    with service_connection(Door.AUTH) as connection:
        return connection.scalar(select(Organization.id).where(func.upper(Organization.code) == code.upper()))


def root_id() -> UUID | None:
    """Return the id of the organisation that oversees all others, or None before it is founded."""
    label = select(TenantSetting.bloc_label).where(TenantSetting.tenant_id == Organization.id)
    statement = select(Organization.id, label.scalar_subquery()).where(
        Organization.id == Organization.tenant_id
    )
    with service_connection(Door.AUTH) as connection:
        found = connection.execute(statement).one_or_none()
    if found is None:
        return None
    call_bloc(found[1])
    return UUID(str(found[0]))


def root_operator() -> Actor:
    """Return the built-in operator of the root organisation (jobs, commands)."""
    found = root_id()
    if found is None:
        raise NotFound("Chưa có tổ chức gốc: hãy nhập danh sách tổ chức trước.")
    return operator_of(found, is_root=True)


def operator_of(tenant_id: UUID, *, is_root: bool) -> Actor:
    """Return the built-in operator of a house: the staff door, the house's own highest desk."""
    role = Role.KHOI_OFFICER if is_root else Role.SECRETARY
    return Actor(tenant_id=tenant_id, door=Door.STAFF, roles=frozenset({role}), name=OPERATOR_NAME)


def find_operator(code: str) -> Actor:
    """Return the operator of the house with this code; NotFound names the code."""
    tenant_id = find_organization_id(code)
    if tenant_id is None:
        raise NotFound(f"Không có tổ chức mang mã {code}.", field="tenant")
    return operator_of(tenant_id, is_root=tenant_id == root_id())


@once_a_page
def list_units(*, on: date | None = None, tenant_id: UUID | None = None) -> list[UnitRow]:
    """Return the open units of the actor's house (or, for overseers, of one house) by name."""
    day = on or clock.today()
    statement = (
        select(Unit.id, Unit.kind, UnitName.name, Unit.parent_unit_id)
        .join(
            UnitName,
            and_(UnitName.tenant_id == Unit.tenant_id, UnitName.unit_id == Unit.id, _on(UnitName, day)),
        )
        .where(or_(Unit.closed_on.is_(None), Unit.closed_on > day))
        .where(Unit.tenant_id == (tenant_id or current_actor().tenant_id))
        .order_by(UnitName.name)
    )
    return [UnitRow(*row) for row in db.session.execute(statement)]


def get_unit(unit_id: UUID) -> Unit:
    """Return one unit of the house."""
    return get_row(Unit, unit_id)


@once_a_page
def attributes_on(*, on: date | None = None) -> dict[UUID, dict[AttributeName, int]]:
    """Return the dated facts of every house on a day."""
    day = on or clock.today()
    found: dict[UUID, dict[AttributeName, int]] = {}
    rows = db.session.execute(
        select(
            OrganizationAttribute.organization_id, OrganizationAttribute.name, OrganizationAttribute.value
        ).where(_on(OrganizationAttribute, day))
    )
    for organization_id, name, value in rows:
        found.setdefault(organization_id, {})[name] = value
    return found


def get_setting(tenant_id: UUID | None = None) -> TenantSetting:
    """Return the labels and letterhead of a house; the defaults when it has set none."""
    house = tenant_id or current_actor().tenant_id
    found = db.session.scalar(select(TenantSetting).where(TenantSetting.tenant_id == house))
    return found or TenantSetting(
        tenant_id=house,
        bloc_label="Khối",
        board_label="Ban Xây dựng tổ chức cơ sở đảng",
        superior_body="",
        issuing_body="",
        number_suffix="",
        place="",
        signing_authority="",
        signer_title="",
        signer_name="",
        recipients="",
    )
