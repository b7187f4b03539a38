"""Reads about reorganisations: the list, one of them, what stands in the way, what a house came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from portal.kernel import clock
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.database import db, get_row
from portal.organizations import queries as organizations
from portal.organizations.models import Organization, OrganizationName, OrganizationParent
from portal.reorganizations.kinds import CLOSING, MOVING, State
from portal.reorganizations.models import HouseLegacy, Reorganization, ReorganizedHouse

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Select

    from portal.organizations.queries import UnitRow


@dataclass(frozen=True, slots=True)
class HouseName:
    """A house as these pages name it, closed or not."""

    id: UUID
    code: str
    name: str

    @property
    def words(self) -> str:
        return f"{self.code} · {self.name}"


@dataclass(frozen=True, slots=True)
class ReorganizationRow:
    """One decision with the houses it speaks of; ``receiver`` is None for a new name and before a merger."""

    row: Reorganization
    houses: list[HouseName]
    receiver: HouseName | None

    @property
    def is_moving(self) -> bool:
        return self.row.kind in MOVING

    @property
    def is_closing(self) -> bool:
        """Tell whether its houses end; otherwise units leave one that goes on, or nothing moves."""
        return self.row.kind in CLOSING

    @property
    def unit_ids(self) -> list[UUID]:
        """Return the units that leave their house; none when whole houses go."""
        return [UUID(one["id"]) for one in self.row.units]

    @property
    def is_due(self) -> bool:
        """Tell whether the day has come on which it may be carried out."""
        return not self.is_moving or self.row.effective_on <= clock.today()

    @property
    def receiver_words(self) -> str:
        """Return who takes over, also while the house of a merger is not there yet."""
        if self.receiver is not None:
            return self.receiver.words
        return f"{self.row.new_code} · {self.row.new_name}" if self.row.new_code else ""


def get_reorganization(reorganization_id: UUID) -> ReorganizationRow:
    """Return one reorganisation; NotFound for any house but Khối."""
    return _with_houses([get_row(Reorganization, reorganization_id)])[0]


def list_reorganizations() -> list[ReorganizationRow]:
    """Return all of them, the ones still to do first, then by day."""
    statement = select(Reorganization).order_by(
        Reorganization.state.in_((State.CARRIED_OUT, State.DROPPED)),
        Reorganization.effective_on.desc(),
        Reorganization.id.desc(),
    )
    return _with_houses(list(db.session.scalars(statement)))


def list_of_house(house_id: UUID) -> list[ReorganizationRow]:
    """Return what was carried out with a house, as the one that went or the one that took over."""
    statement = (
        select(Reorganization)
        .where(
            Reorganization.state == State.CARRIED_OUT,
            or_(Reorganization.receiver_id == house_id, Reorganization.id.in_(_speaking_of(house_id))),
        )
        .order_by(Reorganization.effective_on.desc(), Reorganization.id.desc())
    )
    return _with_houses(list(db.session.scalars(statement)))


@dataclass(frozen=True, slots=True)
class LegacyPage:
    """What a closed house left behind: its lines by group, in the order of the day."""

    row: HouseLegacy
    groups: dict[str, list[tuple[date, str]]]


def list_legacies() -> list[HouseLegacy]:
    """Return what was left to the actor's house, or what Khối wrote down for others; the newest first."""
    statement = select(HouseLegacy).order_by(HouseLegacy.effective_on.desc(), HouseLegacy.house_words)
    return list(db.session.scalars(statement))


def get_legacy(house_legacy_id: UUID) -> LegacyPage:
    """Return one of them with its lines; NotFound for one left to another house."""
    row = get_row(HouseLegacy, house_legacy_id)
    groups: dict[str, list[tuple[date, str]]] = {}
    for line in sorted(row.lines, key=lambda line: line["day"]):
        groups.setdefault(line["group"], []).append((date.fromisoformat(line["day"]), line["text"]))
    return LegacyPage(row, groups)


def find_open_of(house_id: UUID) -> Reorganization | None:
    """Return a reorganisation of the house, or into it, that is neither done nor dropped."""
    statement = select(Reorganization).where(
        Reorganization.state.in_((State.DRAFT, State.CONFIRMED)),
        or_(Reorganization.receiver_id == house_id, Reorganization.id.in_(_speaking_of(house_id))),
    )
    return db.session.scalars(statement.limit(1)).one_or_none()


def _speaking_of(house_id: UUID) -> Select[Any]:
    return select(ReorganizedHouse.reorganization_id).where(ReorganizedHouse.organization_id == house_id)


def list_units_of(house_id: UUID) -> list[UnitRow]:
    """Return the open units of any house, for an officer of Khối who writes a decision."""
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        return organizations.list_units(tenant_id=house_id)


def doubled_units(names: Collection[str], house_id: UUID) -> list[str]:
    """Return those of the names that a house has for a unit of its own."""
    known = {unit.name.casefold() for unit in list_units_of(house_id)}
    return [name for name in names if name.casefold() in known]


def parents_now() -> dict[UUID, UUID]:
    """Return the superior of every house today."""
    day = clock.today()
    rows = db.session.execute(
        select(OrganizationParent.organization_id, OrganizationParent.parent_id).where(
            OrganizationParent.valid_from <= day,
            or_(OrganizationParent.valid_to.is_(None), OrganizationParent.valid_to > day),
        )
    )
    return {house: parent for house, parent in rows if house != parent}


def first_day_of(house_id: UUID) -> date | None:
    """Return the day on which a house began."""
    return db.session.scalar(
        select(func.min(OrganizationName.valid_from)).where(OrganizationName.organization_id == house_id)
    )


def _with_houses(rows: list[Reorganization]) -> list[ReorganizationRow]:
    if not rows:
        return []
    names = _names()
    houses: dict[UUID, list[HouseName]] = {row.id: [] for row in rows}
    statement = select(ReorganizedHouse.reorganization_id, ReorganizedHouse.organization_id).where(
        ReorganizedHouse.reorganization_id.in_(houses)
    )
    for row_id, house_id in db.session.execute(statement):
        houses[row_id].append(names[house_id])
    return [
        ReorganizationRow(
            row,
            sorted(houses[row.id], key=lambda one: one.code),
            names[row.receiver_id] if row.receiver_id else None,
        )
        for row in rows
    ]


def _names() -> dict[UUID, HouseName]:
    """Return every house with the last name it bore."""
    newest = (
        select(OrganizationName.organization_id, func.max(OrganizationName.valid_from).label("since"))
        .group_by(OrganizationName.organization_id)
        .subquery()
    )
    statement = (
        select(Organization.id, Organization.code, OrganizationName.name)
        .join(newest, newest.c.organization_id == Organization.id)
        .join(
            OrganizationName,
            and_(
                OrganizationName.organization_id == Organization.id,
                OrganizationName.valid_from == newest.c.since,
            ),
        )
    )
    return {
        house_id: HouseName(house_id, code, name) for house_id, code, name in db.session.execute(statement)
    }
