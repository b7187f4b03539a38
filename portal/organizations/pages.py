"""What the pages of houses, units and holidays show; every page a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from portal.kernel import clock, seams
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations import import_plan, queries
from portal.organizations.labels import kind_label
from portal.organizations.models import (
    AttributeName,
    Holiday,
    Organization,
    OrganizationAttribute,
    OrganizationKind,
    OrganizationName,
    Unit,
    UnitAttribute,
    UnitKind,
    UnitName,
)
from portal.organizations.tree import in_force

if TYPE_CHECKING:
    from portal.organizations.importer import ParsedOrganizations


@dataclass(frozen=True, slots=True)
class HouseRow:
    """A house in the register; a figure is None when the reader's door does not show the rows behind it."""

    id: UUID
    code: str
    name: str
    kind: OrganizationKind
    kind_words: str
    sector: str
    closed_on: date | None
    member_count: int | None
    cell_count: int | None
    unit_count: int | None
    figures: dict[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NameRow:
    name: str
    decision_no: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AttributeRow:
    name: AttributeName
    value: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class HousePage:
    """One house with its history; ``units`` is None when the reader's door does not show them."""

    house: Organization
    name: str
    kind_words: str
    names: list[NameRow]
    attributes: list[AttributeRow]
    current: dict[AttributeName, int]
    units: list[queries.UnitRow] | None


@dataclass(frozen=True, slots=True)
class UnitListRow:
    """A unit of the house as its own list shows it."""

    id: UUID
    kind: UnitKind
    name: str
    parent_name: str
    closed_on: date | None
    attributes: dict[AttributeName, int]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit with its history."""

    unit: Unit
    name: str
    parent_name: str
    names: list[NameRow]
    attributes: list[AttributeRow]
    current: dict[AttributeName, int]


def list_houses() -> list[HouseRow]:
    """Return every house but the root, closed ones included, by code, with the figures of the seams."""
    day = clock.today()
    sees_all = current_actor().door is Door.OVERSIGHT
    names = _latest_names(day)
    statement = (
        select(Organization, names.c.name)
        .join(names, names.c.organization_id == Organization.id)
        .where(Organization.id != Organization.tenant_id)
        .order_by(Organization.code)
    )
    attributes = queries.attributes_on(on=day)
    units = _unit_counts() if sees_all else None
    figures = {figure.key: figure.count() for figure in seams.tenant_figures} if sees_all else {}
    return [
        HouseRow(
            id=house.id,
            code=house.code,
            name=name,
            kind=house.kind,
            kind_words=kind_label(house.kind, house.union_kind),
            sector=house.sector,
            closed_on=house.closed_on,
            member_count=attributes.get(house.id, {}).get(AttributeName.MEMBER_COUNT),
            cell_count=attributes.get(house.id, {}).get(AttributeName.CELL_COUNT),
            unit_count=None if units is None else units.get(house.id, 0),
            figures={key: counts.get(house.id, 0) for key, counts in figures.items()},
        )
        for house, name in db.session.execute(statement)
    ]


def _latest_names(day: date):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a SQLAlchemy subquery
    """Return the name each house bears on the day."""
    return (
        select(OrganizationName.organization_id, OrganizationName.name)
        .where(
            OrganizationName.valid_from <= day,
            or_(OrganizationName.valid_to.is_(None), OrganizationName.valid_to > day),
        )
        .subquery()
    )


def _unit_counts() -> dict[UUID, int]:
    rows = db.session.execute(
        select(Unit.tenant_id, func.count()).where(_is_open(clock.today())).group_by(Unit.tenant_id)
    )
    return dict(rows.all())


def _is_open(day: date):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a SQLAlchemy condition
    return or_(Unit.closed_on.is_(None), Unit.closed_on > day)


def house_page(organization_id: UUID) -> HousePage:
    """Return one house with its history."""
    house = get_row(Organization, organization_id)
    day = clock.today()
    names = [
        NameRow(*row)
        for row in db.session.execute(
            select(
                OrganizationName.name,
                OrganizationName.decision_no,
                OrganizationName.valid_from,
                OrganizationName.valid_to,
            )
            .where(OrganizationName.organization_id == house.id)
            .order_by(OrganizationName.valid_from.desc())
        )
    ]
    attributes = [
        AttributeRow(*row)
        for row in db.session.execute(
            select(
                OrganizationAttribute.name,
                OrganizationAttribute.value,
                OrganizationAttribute.valid_from,
                OrganizationAttribute.valid_to,
            )
            .where(OrganizationAttribute.organization_id == house.id)
            .order_by(OrganizationAttribute.name, OrganizationAttribute.valid_from.desc())
        )
    ]
    sees_all = current_actor().door is Door.OVERSIGHT
    return HousePage(
        house=house,
        name=_name_on(names, day),
        kind_words=kind_label(house.kind, house.union_kind),
        names=names,
        attributes=attributes,
        current=_values_on(attributes, day),
        units=queries.list_units(tenant_id=house.id) if sees_all else None,
    )


def _name_on(names: list[NameRow], day: date) -> str:
    found = in_force(names, day) or (names[0] if names else None)
    return found.name if found else ""


def _values_on(attributes: list[AttributeRow], day: date) -> dict[AttributeName, int]:
    return {
        row.name: row.value
        for row in attributes
        if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
    }


def house_ids() -> dict[str, UUID]:
    """Return the id of every house by its code in capitals."""
    rows = db.session.execute(select(func.upper(Organization.code), Organization.id))
    return dict(rows.all())


def plan_import(parsed: ParsedOrganizations) -> import_plan.ImportPlan:
    """Compare a parsed list with the houses that stand; nothing is written."""
    day = clock.today()
    attributes = queries.attributes_on(on=day)
    names = _latest_names(day)
    rows = db.session.execute(
        select(Organization, names.c.name).join(names, names.c.organization_id == Organization.id)
    )
    known = {
        house.code.upper(): import_plan.KnownHouse(
            name=name,
            kind=house.kind.value,
            union_kind=house.union_kind.value if house.union_kind else None,
            sector=house.sector,
            attributes={key.value: value for key, value in attributes.get(house.id, {}).items()},
        )
        for house, name in rows
    }
    return import_plan.plan_import(parsed, known)


def list_own_units() -> list[UnitListRow]:
    """Return the units of the actor's house, closed ones last, by name."""
    house, day = current_actor().tenant_id, clock.today()
    parent = UnitName.__table__.alias("parent_name")
    names = UnitName.__table__.alias("own_name")
    on = [
        and_(table.c.valid_from <= day, or_(table.c.valid_to.is_(None), table.c.valid_to > day))
        for table in (names, parent)
    ]
    statement = (
        select(Unit.id, Unit.kind, names.c.name, parent.c.name, Unit.closed_on)
        .join(names, and_(names.c.tenant_id == Unit.tenant_id, names.c.unit_id == Unit.id, on[0]))
        .outerjoin(
            parent, and_(parent.c.tenant_id == Unit.tenant_id, parent.c.unit_id == Unit.parent_unit_id, on[1])
        )
        .where(Unit.tenant_id == house)
        .order_by(Unit.closed_on.is_not(None), names.c.name)
    )
    attributes = _unit_attributes(day)
    return [
        UnitListRow(unit_id, kind, name, parent_name or "", closed_on, attributes.get(unit_id, {}))
        for unit_id, kind, name, parent_name, closed_on in db.session.execute(statement)
    ]


def _unit_attributes(day: date) -> dict[UUID, dict[AttributeName, int]]:
    found: dict[UUID, dict[AttributeName, int]] = {}
    rows = db.session.execute(
        select(UnitAttribute.unit_id, UnitAttribute.name, UnitAttribute.value).where(
            UnitAttribute.tenant_id == current_actor().tenant_id,
            UnitAttribute.valid_from <= day,
            or_(UnitAttribute.valid_to.is_(None), UnitAttribute.valid_to > day),
        )
    )
    for unit_id, name, value in rows:
        found.setdefault(unit_id, {})[name] = value
    return found


def unit_page(unit_id: UUID) -> UnitPage:
    """Return one unit of the actor's own house; NotFound for any other, overseers included."""
    unit = get_row(Unit, unit_id)
    house = current_actor().tenant_id
    if unit.tenant_id != house:
        raise NotFound
    day = clock.today()
    wanted = [unit.id, *([unit.parent_unit_id] if unit.parent_unit_id else [])]
    rows = db.session.execute(
        select(UnitName.unit_id, UnitName.name, UnitName.valid_from, UnitName.valid_to)
        .where(UnitName.tenant_id == house, UnitName.unit_id.in_(wanted))
        .order_by(UnitName.valid_from.desc())
    ).all()
    names = {
        key: [NameRow(row.name, "", row.valid_from, row.valid_to) for row in rows if row.unit_id == key]
        for key in wanted
    }
    attributes = [
        AttributeRow(*row)
        for row in db.session.execute(
            select(UnitAttribute.name, UnitAttribute.value, UnitAttribute.valid_from, UnitAttribute.valid_to)
            .where(UnitAttribute.tenant_id == house, UnitAttribute.unit_id == unit.id)
            .order_by(UnitAttribute.name, UnitAttribute.valid_from.desc())
        )
    ]
    return UnitPage(
        unit=unit,
        name=_name_on(names[unit.id], day),
        parent_name=_name_on(names[unit.parent_unit_id], day) if unit.parent_unit_id else "",
        names=names[unit.id],
        attributes=attributes,
        current=_values_on(attributes, day),
    )


def list_holidays(*, from_year: int | None = None) -> list[Holiday]:
    """Return the holidays that hold for every house, by day."""
    statement = select(Holiday).order_by(Holiday.day)
    if from_year is not None:
        statement = statement.where(Holiday.day >= date(from_year, 1, 1))
    return list(db.session.scalars(statement))


def holiday_days() -> frozenset[date]:
    """Return the days that count as holidays when working days are counted."""
    return frozenset(db.session.scalars(select(Holiday.day).where(~Holiday.is_worked)))
