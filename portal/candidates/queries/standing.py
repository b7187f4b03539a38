"""Who may pass the gate ahead, who lacks one thing: one page of a list of any length."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.standing import EligibilityStanding
from portal.candidates.queries.access import is_visible
from portal.candidates.queries.judging import is_one_of
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.standing_answer import (
    Answer,
    Judged,
    StandingFilter,
    find_answer,
    is_kept,
    same_candidate,
)
from portal.candidates.stages import STAGES_BEFORE
from portal.eligibility.verdict import VerdictWord
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.organizations.queries import UnitRow, list_units
from portal.people.models import Person

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from portal.candidates.stages import Stage


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One line of the list."""

    id: UUID
    name: str
    birth_date: date
    unit_name: str
    stage: Stage
    judged: Judged


@dataclass(frozen=True, slots=True)
class StandingPage:
    """The rows asked for, how many stand in each part, and how many are not judged yet."""

    rows: list[StandingRow]
    total: int
    parts: Counter[str]
    one_lacking: list[tuple[str, int]]
    units: list[UnitRow]
    not_judged: int = 0


def standing_page(wanted: StandingFilter, *, offset: int = 0, limit: int | None = 50) -> StandingPage:
    """Return one page of a gate's list; twelve statements at most, whatever the number of people."""
    house = wanted.tenant_id or current_actor().tenant_id
    rules = load_rules()
    scope = _scope(wanted, house)
    answer = find_answer(wanted, scope, rules)
    condition = _matching(wanted, answer)
    units = list_units(tenant_id=house)
    names = {unit.id: unit.name for unit in units}
    statement = (
        select(
            Candidate.id,
            Person.full_name,
            Person.birth_date,
            Candidate.unit_id,
            Candidate.stage,
            EligibilityStanding.verdict,
            EligibilityStanding.lacking,
            EligibilityStanding.holds_until,
        )
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .outerjoin(EligibilityStanding, same_candidate())
        .where(*scope, condition)
        .order_by(Person.sort_name, Candidate.id)
    )
    rows = [
        StandingRow(
            row.id,
            row.full_name,
            row.birth_date,
            names.get(row.unit_id, ""),
            row.stage,
            answer.now.get(row.id) or Judged(row.verdict, tuple(row.lacking), row.holds_until),
        )
        for row in db.session.execute(statement.offset(offset).limit(limit))
    ]
    return StandingPage(
        rows=rows,
        total=_total(wanted, answer),
        parts=answer.parts,
        one_lacking=answer.one_lacking.most_common(),
        units=units,
        not_judged=answer.not_judged,
    )


def _scope(wanted: StandingFilter, house: UUID | None) -> list[ColumnElement[bool]]:
    found = [Candidate.tenant_id == house, is_visible(), Candidate.stage.in_(STAGES_BEFORE[wanted.step])]
    if wanted.unit_id is not None:
        found.append(Candidate.unit_id == wanted.unit_id)
    if wanted.source_group is not None:
        people = select(Person.id).where(
            Person.tenant_id == house, Person.source_group == wanted.source_group
        )
        found.append(Candidate.person_id.in_(people))
    return found


def _matching(wanted: StandingFilter, answer: Answer) -> ColumnElement[bool]:
    """Return the condition on a row that it belongs to the part asked for, kept or judged now."""
    now = [candidate_id for candidate_id, judged in answer.now.items() if _fits(wanted, judged)]
    many = func.cardinality(EligibilityStanding.lacking)
    conditions: list[Any] = [answer.kept]
    if wanted.part:
        conditions.append({"eligible": many == 0, "one": many == 1}.get(wanted.part, many > 1))
    if wanted.lacking:
        conditions += [many == 1, EligibilityStanding.lacking[1] == wanted.lacking]
    return or_(and_(*conditions), is_one_of(Candidate.id, now))


def _fits(wanted: StandingFilter, judged: Judged) -> bool:
    if wanted.lacking:
        return judged.lacking == (wanted.lacking,)
    return not wanted.part or judged.part == wanted.part


def _total(wanted: StandingFilter, answer: Answer) -> int:
    if wanted.lacking:
        return answer.one_lacking[wanted.lacking]
    return answer.parts[wanted.part] if wanted.part else answer.parts.total()


def count_ready() -> int:
    """Return how many of the house the cell could consider today, by the verdicts kept; one statement.

    For the inbox: who is not judged yet is not counted, and appears with the next night's run.
    """
    statement = (
        select(func.count())
        .select_from(Candidate)
        .join(EligibilityStanding, same_candidate())
        .where(
            Candidate.tenant_id == current_actor().tenant_id,
            is_visible(),
            EligibilityStanding.verdict == VerdictWord.ELIGIBLE,
            is_kept("cell", clock.today()),
        )
    )
    return db.session.scalar(statement) or 0
