"""Who of the house may be proposed for the awareness class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.access import is_visible
from portal.candidates.queries.register import has_certificate
from portal.candidates.stages import NOMINABLE, Stage
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.organizations.queries import list_units
from portal.people.models import Person, Sex

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class NominableRow:
    """One person on the list without a certificate of the class."""

    candidate_id: UUID
    person_id: UUID
    full_name: str
    birth_date: date
    sex: Sex
    unit_name: str
    stage: Stage


def count_nominable() -> int:
    """Return how many people ``list_nominable`` would name."""
    return db.session.scalar(select(func.count(Candidate.id)).where(*_is_nominable())) or 0


def _is_nominable() -> tuple[ColumnElement[bool], ...]:
    return (
        Candidate.tenant_id == current_actor().tenant_id,
        Candidate.stage.in_(NOMINABLE),
        ~has_certificate(),
        is_visible(),
    )


def list_nominable() -> list[NominableRow]:
    """Return the people of the actor's house who are listed and have no class certificate, by name."""
    statement = (
        select(Candidate, Person)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .where(*_is_nominable())
        .order_by(Person.sort_name, Person.birth_date)
    )
    units = {unit.id: unit.name for unit in list_units()}
    return [
        NominableRow(
            candidate.id,
            person.id,
            person.full_name,
            person.birth_date,
            person.sex,
            units.get(candidate.unit_id, "") if candidate.unit_id else "",
            candidate.stage,
        )
        for candidate, person in db.session.execute(statement)
    ]
