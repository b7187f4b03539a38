"""The people of a house by phase: how many, and the first of each, those longest in their stage on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select, union_all

from portal.candidates.models.candidate import Candidate
from portal.candidates.phases import PHASES, Phase, phase_of
from portal.candidates.queries.access import has_committee_of, is_visible, may_record_at
from portal.candidates.queries.clocks import next_clocks
from portal.candidates.queries.register import register_conditions
from portal.candidates.stages import Stage, allowed_steps, desk_of
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.organizations.queries import UnitRow, list_units
from portal.people.models import Person

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

    from portal.candidates.clocks import Clock
    from portal.candidates.queries.register import RegisterFilter

MOST_CARDS = 12


@dataclass(frozen=True, slots=True)
class Card:
    """One person on the board; ``steps`` are those the reader may record, by the phase they lead to."""

    id: UUID
    name: str
    unit_name: str
    stage: Stage
    days: int
    clock: Clock | None
    steps: tuple[Stage, ...]

    @property
    def onward(self) -> dict[Phase, Stage]:
        """Return the first step that leads to each phase: where a card may be dropped."""
        found: dict[Phase, Stage] = {}
        for step in self.steps:
            phase = phase_of(step)
            if phase is not None:
                found.setdefault(phase, step)
        return found


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One phase: everybody in it is counted, the first are shown."""

    phase: Phase
    label: str
    total: int
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Board:
    columns: list[BoardColumn]
    units: list[UnitRow]


def board_page(wanted: RegisterFilter) -> Board:
    """Return the board of a house; seven statements whatever the number of people.

    The house is the actor's own, or for overseers the one named by the filter.
    """
    actor = current_actor()
    house = wanted.tenant_id or actor.tenant_id
    people = _people(wanted, Candidate.tenant_id == house, is_visible())
    totals = dict(db.session.execute(_totals(people)).all())
    found = db.session.execute(_cards(people)).all()
    units = list_units(tenant_id=house)
    names = {unit.id: unit.name for unit in units}
    clocks = next_clocks([row.id for row in found], house=house)
    has_committee = has_committee_of(house)
    is_own = house == actor.tenant_id
    cards: dict[Phase | None, list[Card]] = {}
    for row in found:
        steps = _steps(row.stage, has_committee=has_committee) if is_own else ()
        card = Card(
            row.id,
            row.full_name,
            names.get(row.unit_id, ""),
            row.stage,
            (clock.today() - row.stage_since).days,
            clocks.get(row.id),
            steps,
        )
        cards.setdefault(phase_of(row.stage), []).append(card)
    columns = [
        BoardColumn(
            phase,
            rule.label,
            sum(number for stage, number in totals.items() if stage in rule.stages),
            cards.get(phase, []),
        )
        for phase, rule in PHASES.items()
    ]
    return Board(columns, units)


_IS_PERSON = and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id)


def _people(wanted: RegisterFilter, *whose: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Return the people looked for; the table of persons is read only when the filter asks about them."""
    statement = select(
        Candidate.tenant_id,
        Candidate.id,
        Candidate.person_id,
        Candidate.unit_id,
        Candidate.stage,
        Candidate.stage_since,
    ).where(*whose, *register_conditions(wanted))
    return statement.join(Person, _IS_PERSON) if wanted.asks_about_people else statement


def _totals(people: Select[*tuple[Any, ...]]) -> Select[Stage, int]:
    return people.with_only_columns(Candidate.stage, func.count()).group_by(Candidate.stage)


def _cards(people: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return the first of each phase, those longest in their stage; names are looked up for them alone."""
    of_phase = (
        people.where(Candidate.stage.in_(rule.stages))
        .order_by(Candidate.stage_since, Candidate.id)
        .limit(MOST_CARDS)
        for rule in PHASES.values()
    )
    shown = union_all(*of_phase).subquery("shown")
    named = and_(Person.tenant_id == shown.c.tenant_id, Person.id == shown.c.person_id)
    return select(shown, Person.full_name).join(Person, named).order_by(shown.c.stage_since, shown.c.id)


def _steps(stage: Stage, *, has_committee: bool) -> tuple[Stage, ...]:
    onward = allowed_steps(stage, has_committee=has_committee)
    return tuple(to for to in onward if may_record_at(desk_of(stage, to)))
