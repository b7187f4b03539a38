"""The register of candidates: searched without tones, filtered, sorted, fifty at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, not_, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.queries.access import is_helping_now, is_visible
from portal.candidates.stages import Stage
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.text import fold
from portal.organizations.queries import UnitRow, list_units
from portal.people.models import Person, Sex, SourceGroup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

ENDED = frozenset(
    {
        Stage.OFFICIAL,
        Stage.REMOVED_FROM_LIST,
        Stage.WITHDRAWN,
        Stage.TRANSFERRED_OUT,
        Stage.DELETED_PROBATIONARY,
    }
)
"""Left out of the list unless it is asked for them."""

ORDERS: dict[str, tuple[Any, ...]] = {
    "name": (Person.sort_name, Person.birth_date),
    "birth_date": (Person.birth_date, Person.sort_name),
    "stage_since": (Candidate.stage_since, Person.sort_name),
    "listed_on": (Candidate.listed_on, Person.sort_name),
}


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What is looked for; None means any. ``stages`` empty means everybody still on the way."""

    words: str = ""
    stages: frozenset[Stage] = frozenset()
    unit_id: UUID | None = None
    source_group: SourceGroup | None = None
    has_helper: bool | None = None
    has_certificate: bool | None = None
    youth_member: bool | None = None
    tenant_id: UUID | None = None

    @property
    def asks_about_people(self) -> bool:
        """Tell whether a condition stands on the person rather than on the candidate."""
        return bool(self.words) or self.source_group is not None or self.youth_member is not None


@dataclass(frozen=True, slots=True)
class Certificate:
    """The class certificate as a list shows it."""

    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register."""

    id: UUID
    person_id: UUID
    name: str
    birth_date: date
    sex: Sex
    unit_name: str
    source_group: SourceGroup
    youth_member: bool
    stage: Stage
    stage_since: date
    listed_on: date | None
    helper_name: str
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The rows asked for, how many there are in all, and the units to choose from."""

    rows: list[RegisterRow]
    total: int
    units: list[UnitRow]


def register_page(
    wanted: RegisterFilter,
    *,
    order: str = "name",
    is_descending: bool = False,
    offset: int = 0,
    limit: int | None = 50,
) -> RegisterPage:
    """Return one page of the register of a house; five statements whatever the number of rows.

    The house is the actor's own, or for overseers the one named by the filter.
    """
    house = wanted.tenant_id or current_actor().tenant_id
    conditions = [Candidate.tenant_id == house, is_visible(), *register_conditions(wanted)]
    joined = select(Candidate, Person).join(
        Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id)
    )
    total = _count(conditions, with_people=wanted.asks_about_people)
    found = db.session.execute(
        _ordered(joined.where(*conditions), order, is_descending=is_descending).offset(offset).limit(limit)
    ).all()
    units = list_units(tenant_id=house)
    names = {unit.id: unit.name for unit in units}
    helpers = _helpers([candidate.id for candidate, _ in found], house)
    certificates = _certificates([person.id for _, person in found])
    rows = [
        RegisterRow(
            candidate.id,
            person.id,
            person.full_name,
            person.birth_date,
            person.sex,
            names.get(candidate.unit_id, "") if candidate.unit_id else "",
            person.source_group,
            person.youth_member,
            candidate.stage,
            candidate.stage_since,
            candidate.listed_on,
            helpers.get(candidate.id, ""),
            certificates.get(person.id),
        )
        for candidate, person in found
    ]
    return RegisterPage(rows, total, units)


def _count(conditions: Sequence[ColumnElement[bool]], *, with_people: bool) -> int:
    """Count the rows; the table of people is read only when the filter asks about them."""
    statement = select(func.count(Candidate.id)).where(*conditions)
    if with_people:
        same = and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id)
        statement = statement.join(Person, same)
    return db.session.scalar(statement) or 0


def _ordered(
    statement: Select[Candidate, Person], order: str, *, is_descending: bool
) -> Select[Candidate, Person]:
    columns = ORDERS.get(order, ORDERS["name"])
    first = columns[0].desc().nulls_last() if is_descending else columns[0].asc().nulls_last()
    return statement.order_by(first, *columns[1:], Candidate.id)


def register_conditions(wanted: RegisterFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter; those about the person need the table of people joined."""
    found: list[ColumnElement[bool]] = [
        Person.folded_name.contains(word, autoescape=True) for word in fold(wanted.words).split()
    ]
    found.append(Candidate.stage.in_(wanted.stages) if wanted.stages else Candidate.stage.not_in(ENDED))
    if wanted.unit_id is not None:
        found.append(Candidate.unit_id == wanted.unit_id)
    if wanted.source_group is not None:
        found.append(Person.source_group == wanted.source_group)
    if wanted.youth_member is not None:
        found.append(Person.youth_member.is_(wanted.youth_member))
    if wanted.has_helper is not None:
        found.append(_is(has_helper(), wanted.has_helper))
    if wanted.has_certificate is not None:
        found.append(_is(has_certificate(), wanted.has_certificate))
    return found


def _is(condition: ColumnElement[bool], wanted: bool) -> ColumnElement[bool]:
    return condition if wanted else not_(condition)


def has_helper() -> ColumnElement[bool]:
    """Return the condition on Candidate that somebody helps the person now."""
    return exists(
        select(HelperAssignment.id).where(
            HelperAssignment.tenant_id == Candidate.tenant_id,
            HelperAssignment.candidate_id == Candidate.id,
            is_helping_now(),
        )
    )


def has_certificate() -> ColumnElement[bool]:
    """Return the condition on Candidate that the person holds a class certificate."""
    return exists(
        select(TrainingRecord.id).where(
            TrainingRecord.person_id == Candidate.person_id,
            TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
            TrainingRecord.annulled_on.is_(None),
        )
    )


def _helpers(candidate_ids: Sequence[UUID], house: UUID | None) -> dict[UUID, str]:
    statement = (
        select(HelperAssignment.candidate_id, HelperAssignment.helper_name)
        .where(
            HelperAssignment.tenant_id == house,
            HelperAssignment.candidate_id.in_(candidate_ids),
            is_helping_now(),
        )
        .order_by(HelperAssignment.starts_on)
    )
    return dict(db.session.execute(statement).all())


def _certificates(person_ids: Sequence[UUID]) -> dict[UUID, Certificate]:
    statement = (
        select(TrainingRecord.person_id, TrainingRecord.certificate_number, TrainingRecord.issued_on)
        .where(
            TrainingRecord.person_id.in_(person_ids),
            TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
            TrainingRecord.annulled_on.is_(None),
        )
        .order_by(TrainingRecord.issued_on)
    )
    return {person: Certificate(number, issued) for person, number, issued in db.session.execute(statement)}
