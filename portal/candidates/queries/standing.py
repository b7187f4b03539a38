"""Who may pass the gate ahead, who lacks one thing: kept verdicts where they still hold, else judged now.

A kept verdict is used for a day it covers and only while nothing it came from has changed; the
others are judged while the page is made, up to ``MOST_JUDGED_NOW``. So a list never shows a verdict
that is no longer true; beyond that number it says how many are still to be judged (docs/decisions/012).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select, true

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.standing import EligibilityStanding
from portal.candidates.models.training_record import TrainingRecord
from portal.candidates.queries.access import is_visible
from portal.candidates.queries.judging import is_one_of, judge_many, load_for_judging
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.stages import STAGES_BEFORE
from portal.eligibility.verdict import VerdictWord
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.organizations.queries import UnitRow, list_units
from portal.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from portal.candidates.queries.judging_rules import JudgingRules
    from portal.candidates.stages import Stage

MOST_JUDGED_NOW = 1000


@dataclass(frozen=True, slots=True)
class StandingFilter:
    """What is looked for: one gate, a day, and which part of the answer.

    ``part`` is ``eligible``, ``one``, ``more`` or empty for everybody; ``lacking`` names the one
    criterion that must be missing.
    """

    step: str
    on: date
    part: str = ""
    lacking: str = ""
    unit_id: UUID | None = None
    tenant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """How one candidate stands: the word, what stops the step, and until when it surely holds."""

    verdict: VerdictWord
    lacking: tuple[str, ...]
    holds_until: date | None

    @property
    def part(self) -> str:
        """Return the part of the list the candidate belongs to."""
        return {0: "eligible", 1: "one"}.get(len(self.lacking), "more")


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


@dataclass(slots=True)
class _Answer:
    """Where the answer comes from: the condition on kept rows, and what was judged now."""

    kept: ColumnElement[bool]
    now: dict[UUID, Judged] = field(default_factory=dict)
    not_judged: int = 0


def standing_page(wanted: StandingFilter, *, offset: int = 0, limit: int | None = 50) -> StandingPage:
    """Return one page of a gate's list; twelve statements at most, whatever the number of people."""
    house = wanted.tenant_id or current_actor().tenant_id
    rules = load_rules()
    scope = _scope(wanted, house)
    answer = _answer(wanted, scope, rules)
    parts, one_lacking = _counts(scope, answer)
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
        .outerjoin(EligibilityStanding, _same())
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
        total=_total(wanted, parts, one_lacking),
        parts=parts,
        one_lacking=one_lacking,
        units=units,
        not_judged=answer.not_judged,
    )


def _scope(wanted: StandingFilter, house: UUID | None) -> list[ColumnElement[bool]]:
    found = [Candidate.tenant_id == house, is_visible(), Candidate.stage.in_(STAGES_BEFORE[wanted.step])]
    if wanted.unit_id is not None:
        found.append(Candidate.unit_id == wanted.unit_id)
    return found


def _same() -> ColumnElement[bool]:
    return and_(
        EligibilityStanding.tenant_id == Candidate.tenant_id,
        EligibilityStanding.candidate_id == Candidate.id,
    )


def is_kept(step: str, on: date, rules: JudgingRules) -> ColumnElement[bool]:
    """Return the condition on EligibilityStanding, joined to Candidate, that it is true on a day.

    Certificates are written by another house, which cannot touch this table: they are compared.
    """
    newer = exists(
        select(TrainingRecord.id).where(
            TrainingRecord.person_id == Candidate.person_id,
            or_(
                TrainingRecord.created_at > EligibilityStanding.judged_at,
                TrainingRecord.annulled_on >= EligibilityStanding.judged_on,
            ),
        )
    )
    published = EligibilityStanding.judged_at > rules.published_at if rules.published_at else true()
    return and_(
        EligibilityStanding.step == step,
        EligibilityStanding.judged_on <= on,
        or_(EligibilityStanding.holds_until.is_(None), EligibilityStanding.holds_until > on),
        published,
        ~newer,
    )


def _answer(wanted: StandingFilter, scope: Sequence[ColumnElement[bool]], rules: JudgingRules) -> _Answer:
    """Find who has a verdict that holds, and judge the others."""
    kept = func.coalesce(is_kept(wanted.step, wanted.on, rules), False)
    statement = (
        select(Candidate.id)
        .outerjoin(EligibilityStanding, _same())
        .where(*scope, ~kept)
        .order_by(Candidate.id)
        .limit(MOST_JUDGED_NOW)
    )
    ids = list(db.session.scalars(statement))
    answer = _Answer(kept)
    for candidate_id, _step, standing in judge_many(
        load_for_judging(ids, on=wanted.on), as_of=wanted.on, rules=rules
    ):
        answer.now[candidate_id] = Judged(
            standing.verdict, standing.failing + standing.missing, standing.holds_until
        )
    if len(ids) == MOST_JUDGED_NOW:
        count = select(func.count()).select_from(Candidate).outerjoin(EligibilityStanding, _same())
        answer.not_judged = (db.session.scalar(count.where(*scope, ~kept)) or 0) - len(ids)
    return answer


def _counts(
    scope: Sequence[ColumnElement[bool]], answer: _Answer
) -> tuple[Counter[str], list[tuple[str, int]]]:
    """Return how many stand in each part, and of those who lack one thing, how many lack which."""
    many = func.cardinality(EligibilityStanding.lacking)
    first = func.coalesce(EligibilityStanding.lacking[1], "")
    statement = (
        select(func.least(many, 2).label("many"), first.label("first"), func.count())
        .select_from(Candidate)
        .join(EligibilityStanding, _same())
        .where(*scope, answer.kept)
        .group_by("many", "first")
    )
    parts: Counter[str] = Counter()
    lacking: Counter[str] = Counter()
    words = {0: "eligible", 1: "one", 2: "more"}
    for number, criterion, count in db.session.execute(statement):
        parts[words[number]] += count
        if number == 1:
            lacking[criterion] += count
    for judged in answer.now.values():
        parts[judged.part] += 1
        if judged.part == "one":
            lacking[judged.lacking[0]] += 1
    return parts, lacking.most_common()


def _matching(wanted: StandingFilter, answer: _Answer) -> ColumnElement[bool]:
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


def _total(wanted: StandingFilter, parts: Counter[str], one_lacking: Collection[tuple[str, int]]) -> int:
    if wanted.lacking:
        return dict(one_lacking).get(wanted.lacking, 0)
    return parts[wanted.part] if wanted.part else parts.total()


def count_ready() -> int:
    """Return how many of the house the cell could consider today, by the verdicts kept; one statement.

    For the inbox: who is not judged yet is not counted, and appears with the next night's run.
    """
    today = clock.today()
    statement = (
        select(func.count())
        .select_from(Candidate)
        .join(EligibilityStanding, _same())
        .where(
            Candidate.tenant_id == current_actor().tenant_id,
            is_visible(),
            EligibilityStanding.verdict == VerdictWord.ELIGIBLE,
            EligibilityStanding.step == "cell",
            or_(EligibilityStanding.holds_until.is_(None), EligibilityStanding.holds_until > today),
        )
    )
    return db.session.scalar(statement) or 0
