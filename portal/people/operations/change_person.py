"""A correction of a person's basic data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.text import fold, sort_name
from portal.people import rules
from portal.people.models import Person
from portal.people.queries import find_same_person
from portal.people.sealing import open_national_id, open_phone, sealed_national_id, sealed_phone

PLAIN = frozenset(
    {
        "full_name",
        "birth_date",
        "sex",
        "ethnicity",
        "religion",
        "education",
        "source_group",
        "position",
        "youth_member",
        "trade_union_member",
        "unit_id",
    }
)
SEALED = frozenset({"national_id", "phone"})


@operation
def change_person(*, person_id: UUID, **values: Any) -> None:
    """Change the named fields of a person; a field left out, and a number left empty, stays.

    What is recorded are the names of the changed fields and, for fields that are not sensitive,
    both values.
    """
    unknown = set(values) - PLAIN - SEALED
    if unknown:
        raise TypeError(f"a person has no {sorted(unknown)}")
    person = lock(Person, person_id)
    values = _cleaned(values)
    _check_nobody_else(person, values)
    before = _shown(person, values)
    for name in PLAIN & set(values):
        setattr(person, name, values[name])
    person.folded_name, person.sort_name = fold(person.full_name), sort_name(person.full_name)
    if values.get("national_id"):
        for column, value in sealed_national_id(values["national_id"]).items():
            setattr(person, column, value)
    if values.get("phone"):
        person.phone_sealed = sealed_phone(values["phone"])
    audit.record("person.changed", person, before=before, after=_shown(person, values))


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    cleaned = {name: value for name, value in values.items() if name not in SEALED or value}
    try:
        if "full_name" in cleaned:
            cleaned["full_name"] = rules.clean_name(cleaned["full_name"])
        if "birth_date" in cleaned:
            rules.check_birth_date(cleaned["birth_date"], on=clock.today())
        if "national_id" in cleaned:
            cleaned["national_id"] = rules.clean_national_id(cleaned["national_id"])
        if "phone" in cleaned:
            cleaned["phone"] = rules.clean_phone(cleaned["phone"])
    except rules.Complaint as complaint:
        raise DomainError(complaint.message, field=complaint.field) from complaint
    return cleaned


def _check_nobody_else(person: Person, values: dict[str, Any]) -> None:
    if not values.get("national_id"):
        return
    known = find_same_person(
        full_name=values.get("full_name", person.full_name),
        birth_date=values.get("birth_date", person.birth_date),
        national_id=values["national_id"],
    )
    if known is not None and known.id != person.id:
        raise Conflict(f"Số này đã ghi cho {known.full_name}.", field="national_id")


def _shown(person: Person, values: dict[str, Any]) -> dict[str, Any]:
    shown = {name: getattr(person, name) for name in PLAIN & set(values)}
    if "national_id" in values:
        shown["national_id"] = open_national_id(person.national_id_sealed)
    if "phone" in values:
        shown["phone"] = open_phone(person.phone_sealed)
    return shown
