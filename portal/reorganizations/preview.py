"""What a reorganisation would move, for overseers, before anything is moved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from psycopg import sql
from sqlalchemy import and_, column, func, literal, select, table, union_all
from sqlalchemy.orm import aliased

from portal.accounts.models import Membership
from portal.kernel import seams
from portal.kernel.actor import Role
from portal.kernel.database import db
from portal.kernel.tenancy import declared_protections
from portal.people.models import Person
from portal.reorganizations.labels import grouped, same_names
from portal.reorganizations.leaving import HOUSE_WIDE_ROLES, leaving_rows
from portal.reorganizations.moving import moving_tables
from portal.reorganizations.queries import doubled_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from portal.reorganizations.queries import HouseName, ReorganizationRow

MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Officer:
    """An account of a house that closes, and whether its rights go along."""

    name: str
    position: str
    keeps_rights: bool
    is_known_there: bool


@dataclass(frozen=True, slots=True)
class HousePreview:
    """What moves from one house, what stands in the way, what the successor takes over beside the rows."""

    house: HouseName
    lines: list[tuple[str, int]]
    obstacles: list[str]
    inherited: list[str]
    officers: list[Officer]
    people_known_there: int


def preview(row: ReorganizationRow) -> list[HousePreview]:
    """Return what each closing house would hand over; for the door that reads every house."""
    ids = [house.id for house in row.houses]
    counts = count_rows(ids) if row.is_closing else {ids[0]: count_leaving(ids[0], row.unit_ids)}
    officers = _list_officers(ids, row.row.receiver_id, row.unit_ids)
    doubled = _count_known_people(ids, row.row.receiver_id, row.unit_ids)
    return [
        HousePreview(
            house,
            grouped(counts[house.id]),
            list_obstacles(house.id),
            [words for source in seams.inherited for words in source(house.id)] if row.is_closing else [],
            officers[house.id],
            doubled.get(house.id, 0),
        )
        for house in row.houses
    ]


def list_obstacles(house_id: UUID) -> list[str]:
    """Return what must be finished before the house may be closed, a sentence each."""
    return [words for source in seams.open_work for words in source(house_id)]


def list_all_obstacles(row: ReorganizationRow) -> list[str]:
    """Return what must be finished in any of the houses, and why they cannot become one."""
    ids = [house.id for house in row.houses]
    return [words for house_id in ids for words in list_obstacles(house_id)] + list_apart(row)


def list_apart(row: ReorganizationRow) -> list[str]:
    """Return why the numbers of the houses cannot be added, or the units not be told apart."""
    if not row.is_closing:
        names = [unit["name"] for unit in row.row.units]
        doubled = doubled_units(names, row.receiver.id) if row.receiver else []
        return [same_names(row.receiver.code, doubled)] if row.receiver and doubled else []
    family = [house.id for house in row.houses] + ([row.receiver.id] if row.receiver else [])
    return [words for source in seams.apart for words in source(family)]


def count_rows(house_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """Return the rows of each table that would move, by house; what overseers may not see is left out."""
    parts = []
    for moving in moving_tables():
        if _is_seen(moving.name):
            rows = table(moving.name, column("tenant_id"))
            parts.append(
                select(literal(moving.name), rows.c.tenant_id, func.count())
                .where(rows.c.tenant_id.in_(house_ids))
                .group_by(rows.c.tenant_id)
            )
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for name, house_id, number in db.session.execute(union_all(*parts)):
        found[house_id][name] = number
    return found


def count_leaving(house_id: UUID, unit_ids: Sequence[UUID]) -> dict[str, int]:
    """Return the rows of each table that would leave a house with some units, as overseers see them."""
    query = leaving_rows(_is_seen, sql.SQL("select {0}, count(*) from {1}")).as_string()
    values = {"house": house_id, "units": list(unit_ids)}
    return dict(db.session.connection().exec_driver_sql(query, values).all())


def _is_seen(name: str) -> bool:
    protection = declared_protections()[name]
    return protection.oversight and protection.kind != "private"


def _list_officers(
    house_ids: Sequence[UUID], receiver_id: UUID | None, unit_ids: Sequence[UUID]
) -> dict[UUID, list[Officer]]:
    """Return who holds rights where a house ends, or in the units that leave one."""
    known = aliased(Membership)
    concerned = [Membership.unit_id.in_(unit_ids)] if unit_ids else []
    statement = (
        select(Membership, known.id)
        .outerjoin(known, and_(known.tenant_id == receiver_id, known.account_id == Membership.account_id))
        .where(
            Membership.tenant_id.in_(house_ids),
            Membership.is_active,
            Membership.roles != [Role.CANDIDATE.value],
            *concerned,
        )
        .order_by(Membership.display_name)
        .limit(MOST_NAMED)
    )
    found: dict[UUID, list[Officer]] = defaultdict(list)
    for member, known_id in db.session.execute(statement):
        keeps = known_id is None and not set(member.roles) & set(HOUSE_WIDE_ROLES)
        found[member.tenant_id].append(
            Officer(member.display_name, member.position, keeps, known_id is not None)
        )
    return found


def _count_known_people(
    house_ids: Sequence[UUID], receiver_id: UUID | None, unit_ids: Sequence[UUID]
) -> dict[UUID, int]:
    """Return how many people of each house the others that join know by the same citizen number."""
    other = aliased(Person)
    concerned = [Person.unit_id.in_(unit_ids)] if unit_ids else []
    family = [*house_ids, *([receiver_id] if receiver_id else [])]
    statement = (
        select(Person.tenant_id, func.count(Person.id.distinct()))
        .join(other, and_(other.national_id_index == Person.national_id_index, other.id != Person.id))
        .where(
            Person.tenant_id.in_(house_ids),
            other.tenant_id.in_(family),
            other.tenant_id != Person.tenant_id,
            *concerned,
        )
        .group_by(Person.tenant_id)
    )
    return dict(db.session.execute(statement).all())
