"""Reads about the members of a union."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from portal.activities.members.models import EmulationTitle, UnionBranch, UnionMember
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.text import fold
from portal.organizations.models import OrganizationKind, Unit, UnitKind
from portal.organizations.queries import UnitRow, list_organizations, list_units
from portal.people.models import Person

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

    from portal.people.models import Sex

BRANCHES = frozenset({UnitKind.YOUTH_BRANCH, UnitKind.UNION_GROUP})
PARTY_HOUSES = (OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch, its members, and the Party organisation beside it."""

    id: UUID
    name: str
    member_count: int
    party_house_id: UUID | None
    party_house_name: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as lists show it; ``id`` is the membership, ``person_id`` the person."""

    id: UUID
    person_id: UUID
    name: str
    birth_date: date
    sex: Sex
    position: str
    unit_id: UUID
    unit_name: str
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member with the titles earned."""

    row: MemberRow
    titles: list[EmulationTitle]


def is_member_on(day: date) -> ColumnElement[bool]:
    """Return the condition on UnionMember that somebody belongs to the union on a day."""
    return and_(
        or_(UnionMember.joined_on.is_(None), UnionMember.joined_on <= day),
        or_(UnionMember.left_on.is_(None), UnionMember.left_on > day),
    )


def list_branch_units(tenant_id: UUID | None = None) -> list[UnitRow]:
    """Return the branches of a union (the actor's own unless named)."""
    return [unit for unit in list_units(tenant_id=tenant_id) if unit.kind in BRANCHES]


def branch_choices() -> list[tuple[UUID, str]]:
    """Return the branches a form offers."""
    return [(unit.id, unit.name) for unit in list_branch_units()]


def party_house_choices() -> list[tuple[UUID, str]]:
    """Return the grassroots Party organisations a branch may stand beside."""
    return [(house.id, f"{house.code} · {house.name}") for house in list_organizations(kinds=PARTY_HOUSES)]


def list_branches() -> list[BranchRow]:
    """Return the branches of the actor's union with members and Party house; four statements."""
    house = current_actor().tenant_id
    counts = dict(
        db.session.execute(
            select(UnionMember.unit_id, func.count())
            .where(UnionMember.tenant_id == house, is_member_on(clock.today()))
            .group_by(UnionMember.unit_id)
        ).all()
    )
    links = dict(
        db.session.execute(
            select(UnionBranch.unit_id, UnionBranch.party_house_id).where(UnionBranch.tenant_id == house)
        ).all()
    )
    names = {row.id: row.name for row in list_organizations(kinds=PARTY_HOUSES)} if links else {}
    return [
        BranchRow(
            unit.id,
            unit.name,
            counts.get(unit.id, 0),
            links.get(unit.id),
            names.get(links[unit.id], "") if unit.id in links else "",
        )
        for unit in list_branch_units()
    ]


def get_branch(unit_id: UUID) -> Unit:
    """Return a branch of the house; NotFound for any other."""
    return get_row(Unit, unit_id)


def party_house_of(unit_id: UUID) -> UUID | None:
    """Return the Party house beside a branch, or None when nobody has said which."""
    return db.session.scalar(
        select(UnionBranch.party_house_id).where(
            UnionBranch.tenant_id == current_actor().tenant_id, UnionBranch.unit_id == unit_id
        )
    )


def list_members(
    *,
    words: str = "",
    unit_id: UUID | None = None,
    with_former: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> tuple[list[MemberRow], int]:
    """Return members of the actor's union by name, and how many there are in all."""
    statement = _members().where(
        *(Person.folded_name.contains(word, autoescape=True) for word in fold(words).split())
    )
    if unit_id is not None:
        statement = statement.where(UnionMember.unit_id == unit_id)
    if not with_former:
        statement = statement.where(is_member_on(clock.today()))
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    statement = statement.order_by(Person.sort_name, Person.id).offset(offset)
    rows = db.session.execute(statement if limit is None else statement.limit(limit))
    return _rows(rows), total


def get_member(union_member_id: UUID) -> MemberPage:
    """Return a member of the house with the titles earned, newest first."""
    get_row(UnionMember, union_member_id)
    [row] = _rows(db.session.execute(_members().where(UnionMember.id == union_member_id)))
    titles = db.session.scalars(
        select(EmulationTitle)
        .where(EmulationTitle.tenant_id == current_actor().tenant_id)
        .where(EmulationTitle.person_id == row.person_id)
        .order_by(EmulationTitle.year.desc(), EmulationTitle.decided_on.desc())
    )
    return MemberPage(row, list(titles))


def find_member_of(person_id: UUID) -> UnionMember | None:
    """Return the membership of a person of the house, whether or not it still runs."""
    return db.session.scalar(
        select(UnionMember).where(
            UnionMember.tenant_id == current_actor().tenant_id, UnionMember.person_id == person_id
        )
    )


def _members() -> Select[UnionMember, Person]:
    return (
        select(UnionMember, Person)
        .join(Person, and_(Person.tenant_id == UnionMember.tenant_id, Person.id == UnionMember.person_id))
        .where(UnionMember.tenant_id == current_actor().tenant_id)
    )


def _rows(found: Any) -> list[MemberRow]:
    units = {unit.id: unit.name for unit in list_units()}
    return [
        MemberRow(
            member.id,
            person.id,
            person.full_name,
            person.birth_date,
            person.sex,
            member.position,
            member.unit_id,
            units.get(member.unit_id, ""),
            member.joined_on,
            member.left_on,
        )
        for member, person in found
    ]
