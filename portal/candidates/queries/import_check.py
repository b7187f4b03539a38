"""What a list would do to the house: read, compared with who is there, nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from portal.candidates.importer import CandidateRow, ParsedCandidates, parse_candidates
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.spreadsheets.writer import write_error_workbook
from portal.kernel.tenancy import current_tenant_id
from portal.people.models import Person
from portal.people.queries import indexes_known_elsewhere
from portal.people.sealing import national_id_index

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A row fit to register, with the keyed hash of its number (None without one)."""

    row: CandidateRow
    national_id_index: str | None


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """The answer row by row: who would be registered, what is wrong, who is there already."""

    parsed: ParsedCandidates
    accepted: list[NewPerson]
    known: list[tuple[int, UUID]]

    def report(self) -> dict[str, Any]:
        """Return the outcome as the command prints it and the import row keeps it."""
        repeated = [{"row": d.row, "same_as_row": d.same_as_row} for d in self.parsed.duplicates]
        known = [{"row": row, "same_as_person": str(person_id)} for row, person_id in self.known]
        return {
            "rows": self.parsed.total,
            "accepted": len(self.accepted),
            "errors": [error.as_dict() for error in self.parsed.errors],
            "duplicates": sorted(repeated + known, key=lambda duplicate: duplicate["row"]),
        }


def check_file(content: bytes) -> ImportCheck:
    """Read a workbook and compare it with the people of the actor's house; DomainError when unreadable.

    Somebody is there already who has the same citizen number, or the same name and birth date
    unless both have numbers and the numbers differ.
    """
    parsed = parse_candidates(content, today=clock.today())
    indexes = [national_id_index(row.national_id) if row.national_id else None for row in parsed.rows]
    by_number = _people_by_number([index for index in indexes if index])
    by_name = _people_by_name([row.name_key[0] for row in parsed.rows])
    accepted: list[NewPerson] = []
    known: list[tuple[int, UUID]] = []
    for row, index in zip(parsed.rows, indexes, strict=True):
        there = by_number.get(index or "") or _namesake(by_name.get(row.name_key, ()), index)
        if there is None:
            accepted.append(NewPerson(row, index))
        else:
            known.append((row.row, there))
    return ImportCheck(parsed, accepted, known)


def _namesake(people: Sequence[tuple[UUID, str | None]], index: str | None) -> UUID | None:
    return next((person_id for person_id, number in people if not (index and number)), None)


def _people_by_number(indexes: list[str]) -> dict[str, UUID]:
    wanted = any_(bindparam("indexes", indexes, ARRAY(Text)))
    statement = select(Person.national_id_index, Person.id).where(
        Person.tenant_id == current_tenant_id(), Person.national_id_index == wanted
    )
    return {str(index): person_id for index, person_id in db.session.execute(statement)}


def _people_by_name(names: list[str]) -> dict[tuple[str, date], list[tuple[UUID, str | None]]]:
    wanted = any_(bindparam("names", sorted(set(names)), ARRAY(Text)))
    statement = select(Person.folded_name, Person.birth_date, Person.id, Person.national_id_index).where(
        Person.tenant_id == current_tenant_id(), Person.folded_name == wanted
    )
    found: dict[tuple[str, date], list[tuple[UUID, str | None]]] = {}
    for name, birth_date, person_id, number in db.session.execute(statement):
        found.setdefault((name, birth_date), []).append((person_id, number))
    return found


def rows_known_elsewhere(check: ImportCheck) -> list[int]:
    """Return the rows fit to register whose citizen number another house of the bloc has as well."""
    by_index = {new.national_id_index: new.row.row for new in check.accepted if new.national_id_index}
    return sorted(by_index[index] for index in indexes_known_elsewhere(list(by_index)))


def error_workbook(content: bytes, *, taken_by: str) -> bytes:
    """Return the refused rows of a list as a workbook to mend and send again."""
    parsed = parse_candidates(content, today=clock.today())
    return write_error_workbook(
        parsed.sheet, parsed.errors, header_rows=parsed.header_rows, taken_by=taken_by
    )
