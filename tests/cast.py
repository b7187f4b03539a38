"""The fixed cast: two grassroots organisations of the same shape, one union, Khối, and a stranger in each test.

An is secretary of A, Bình a helper in A, Chi secretary of B (the stranger), Dung a union officer,
Em a candidate in A, Giang a Khối officer, Hà the inspector, Khánh a Khối leader, Lan lecturer and
marker, Minh a second marker, Sơn the system administrator. All are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.accounts import identity
from portal.accounts.models import Membership
from portal.accounts.operations import invitations, sessions
from portal.kernel.actor import Actor, Door, Role
from portal.kernel.database import db, service_connection, session_as
from portal.kernel.text import fold, sort_name
from portal.organizations import queries as organizations
from portal.organizations.models import AttributeName, OrganizationKind, UnionKind, UnitKind
from portal.organizations.operations.found_bloc import FIRST_DAY, found_bloc
from portal.organizations.operations.register_organization import register_organization
from portal.organizations.operations.register_unit import register_unit
from portal.people.models import Person, Sex

PASSWORD = "mot-cau-de-nho-2026"
CODES = {"A": "K01", "B": "K02", "union": "D02", "khoi": "KHOI"}


@dataclass(frozen=True)
class Someone:
    """One of the cast."""

    username: str
    tenant_id: UUID
    account_id: UUID
    roles: frozenset[Role]
    person_id: UUID | None = None
    unit_id: UUID | None = None

    def actor(self, *, reading: bool = False) -> Actor:
        return Actor(
            tenant_id=self.tenant_id,
            door=identity.door_for(self.roles, reading=reading),
            roles=self.roles,
            account_id=self.account_id,
            person_id=self.person_id,
            unit_scope=frozenset({self.unit_id}) if self.unit_id else frozenset(),
            name=self.username,
        )

    def open_session(self) -> str:
        clerk = Actor(
            tenant_id=self.tenant_id, door=Door.AUTH, account_id=self.account_id, name=self.username
        )
        with session_as(clerk):
            return sessions._open_session(account_id=self.account_id, browser="test", address="127.0.0.1")


@dataclass(frozen=True)
class Cast:
    """Everybody, and the houses they live in."""

    an: Someone
    binh: Someone
    chi: Someone
    dung: Someone
    em: Someone
    giang: Someone
    ha: Someone
    khanh: Someone
    lan: Someone
    minh: Someone
    son: Someone
    house_a: UUID
    house_b: UUID
    union: UUID
    khoi: UUID

    def everybody(self) -> list[Someone]:
        return [value for value in vars(self).values() if isinstance(value, Someone)]


ROLES: dict[str, tuple[str, frozenset[Role]]] = {
    "an": ("A", frozenset({Role.SECRETARY})),
    "binh": ("A", frozenset({Role.HELPER})),
    "chi": ("B", frozenset({Role.SECRETARY})),
    "dung": ("union", frozenset({Role.UNION_OFFICER})),
    "em": ("A", frozenset({Role.CANDIDATE})),
    "giang": ("khoi", frozenset({Role.KHOI_OFFICER})),
    "ha": ("khoi", frozenset({Role.INSPECTOR})),
    "khanh": ("khoi", frozenset({Role.KHOI_LEADER})),
    "lan": ("khoi", frozenset({Role.LECTURER, Role.MARKER})),
    "minh": ("khoi", frozenset({Role.MARKER})),
    "son": ("khoi", frozenset({Role.SYSTEM_ADMIN})),
}


def hire() -> None:
    """Write the cast into an empty database, through the operations."""
    found_bloc(name="Đảng ủy Khối các cơ quan tỉnh")
    with session_as(organizations.root_operator()):
        for key, name in {"A": "Đảng bộ Sở Thử Nghiệm A", "B": "Đảng bộ Sở Thử Nghiệm B"}.items():
            register_organization(
                code=CODES[key],
                name=name,
                kind=OrganizationKind.GRASSROOTS_COMMITTEE_ORG,
                valid_from=FIRST_DAY,
                sector="Cơ quan nhà nước",
                attributes={
                    AttributeName.MEMBER_COUNT: 70,
                    AttributeName.HAS_TRADE_UNION: 0,
                    AttributeName.HAS_YOUTH_UNION: 1,
                },
            )
        register_organization(
            code=CODES["union"],
            name="Đoàn Khối các cơ quan tỉnh",
            kind=OrganizationKind.MASS_UNION,
            union_kind=UnionKind.YOUTH_UNION,
            valid_from=FIRST_DAY,
        )
    for key in ("A", "B"):
        with session_as(organizations.find_operator(CODES[key])):
            unit = register_unit(
                name=f"Chi bộ Văn phòng {key}", kind=UnitKind.PARTY_CELL, valid_from=FIRST_DAY
            )
            add_person(f"Trần Thị Em {key}", unit_id=unit)
            db.session.commit()
    for username, (key, roles) in ROLES.items():
        operator = organizations.find_operator(CODES[key])
        with session_as(operator):
            person = db.session.scalar(select(Person.id)) if Role.CANDIDATE in roles else None
        with session_as(operator):
            invitations.create_account(
                tenant_id=operator.tenant_id,
                username=username,
                display_name=username.title(),
                roles=roles,
                person_id=person,
                password=PASSWORD,
            )


def add_person(
    full_name: str, *, unit_id: UUID | None = None, birth_date: date = date(1998, 5, 20)
) -> Person:
    """Add a person to the current actor's house (the people feature's own operation does more)."""
    person = Person(
        full_name=full_name,
        folded_name=fold(full_name),
        sort_name=sort_name(full_name),
        birth_date=birth_date,
        sex=Sex.FEMALE,
        unit_id=unit_id,
    )
    db.session.add(person)
    db.session.flush()
    return person


def meet() -> Cast:
    """Read the cast back from a database it was hired into."""
    statement = select(
        Membership.username,
        Membership.tenant_id,
        Membership.account_id,
        Membership.roles,
        Membership.person_id,
        Membership.unit_id,
    )
    with service_connection(Door.AUTH) as connection:
        rows = connection.execute(statement).all()
    people = {
        row.username: Someone(
            row.username,
            row.tenant_id,
            row.account_id,
            frozenset(Role(role) for role in row.roles),
            row.person_id,
            row.unit_id,
        )
        for row in rows
    }
    houses = {key: organizations.find_organization_id(code) for key, code in CODES.items()}
    return Cast(
        **{name: people[name] for name in ROLES},
        house_a=houses["A"],
        house_b=houses["B"],
        union=houses["union"],
        khoi=houses["khoi"],
    )
