"""Reads about people of a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ARRAY, Text, and_, any_, bindparam, func, select

from portal.kernel.actor import Door, Role, current_actor
from portal.kernel.database import db, get_row, service_connection
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.text import fold
from portal.organizations.models import Organization
from portal.people.models import CorrectionRequest, Person
from portal.people.rules import clean_national_id
from portal.people.sealing import national_id_index

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement


def get_person(person_id: UUID) -> Person:
    """Return one person the actor's door shows."""
    return get_row(Person, person_id)


def find_same_person(*, full_name: str, birth_date: date, national_id: str = "") -> Person | None:
    """Return the person of the house with this number, or with this name and birth date.

    Two people of one name and birth date are taken for one unless both have a number and the
    numbers differ.
    """
    house = Person.tenant_id == current_tenant_id()
    if national_id:
        index = national_id_index(national_id)
        found = db.session.scalars(select(Person).where(house, Person.national_id_index == index)).first()
        if found is not None:
            return found
    namesakes = db.session.scalars(
        select(Person).where(house, Person.folded_name == fold(full_name), Person.birth_date == birth_date)
    )
    return next((person for person in namesakes if not (national_id and person.national_id_index)), None)


def indexes_known_elsewhere(indexes: Collection[str]) -> set[str]:
    """Return which of these keyed hashes of citizen numbers another house of the bloc has as well.

    The one question a house may ask about the others: yes or no, for a number it holds itself,
    never who or where (docs/decisions/007). Asked through the oversight door, which cannot write.
    """
    if not indexes:
        return set()
    others = select(Organization.id).where(Organization.id != current_tenant_id())
    wanted = any_(bindparam("indexes", list(indexes), ARRAY(Text)))
    statement = select(Person.national_id_index).where(
        Person.tenant_id.in_(others), Person.national_id_index == wanted
    )
    with service_connection(Door.OVERSIGHT) as connection:
        return set(connection.scalars(statement))


def is_known_elsewhere(national_id: str) -> bool:
    """Tell whether another house of the bloc has somebody with this citizen number."""
    number = clean_national_id(national_id)
    return bool(number and indexes_known_elsewhere([national_id_index(number)]))


def list_open_corrections() -> list[tuple[CorrectionRequest, str]]:
    """Return the unanswered correction requests the actor may answer, with the name, oldest first."""
    statement = select(CorrectionRequest, Person.full_name).join(Person, _is_of_person()).where(*_open_ones())
    rows = db.session.execute(statement.order_by(CorrectionRequest.created_at))
    return [(request, name) for request, name in rows]


def count_open_corrections() -> int:
    """Return how many correction requests wait for the actor."""
    statement = select(func.count(CorrectionRequest.id)).join(Person, _is_of_person()).where(*_open_ones())
    return db.session.scalar(statement) or 0


def _is_of_person() -> ColumnElement[bool]:
    return and_(Person.tenant_id == CorrectionRequest.tenant_id, Person.id == CorrectionRequest.person_id)


def _open_ones() -> list[ColumnElement[bool]]:
    """Return the conditions: of the house, unanswered, and for a cell secretary of the own units."""
    actor = current_actor()
    found = [CorrectionRequest.tenant_id == current_tenant_id(), CorrectionRequest.answered_at.is_(None)]
    if actor.unit_scope and not actor.has_role(Role.SECRETARY):
        found.append(Person.unit_id.in_(actor.unit_scope))
    return found


def list_corrections(person_id: UUID) -> list[CorrectionRequest]:
    """Return what a person asked to have corrected, newest first."""
    statement = (
        select(CorrectionRequest)
        .where(CorrectionRequest.person_id == person_id)
        .order_by(CorrectionRequest.created_at.desc())
    )
    return list(db.session.scalars(statement))


def get_correction(correction_request_id: UUID) -> CorrectionRequest:
    """Return one request of the house."""
    return get_row(CorrectionRequest, correction_request_id)
