"""How everybody before a gate stands on a day: kept verdicts where they still hold, else judged now.

A kept verdict is used for a day it covers and only while nothing it came from has changed; the
others are judged while the page is made, up to ``MOST_JUDGED_NOW``. So a list never shows a verdict
that is no longer true; beyond that number it says how many are still to be judged (docs/decisions/012).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, or_, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.rule_set import RuleSetVersion
from portal.candidates.models.standing import EligibilityStanding
from portal.candidates.models.training_record import TrainingRecord
from portal.candidates.queries.judging import judge_many, load_for_judging
from portal.eligibility.verdict import VerdictWord
from portal.kernel.database import db

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from portal.candidates.queries.judging_rules import JudgingRules
    from portal.people.models import SourceGroup

MOST_JUDGED_NOW = 1000
PARTS = ("eligible", "one", "more")
"""Parts of a list by how many things are lacking: none, one, more."""


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
    source_group: SourceGroup | None = None
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
        return PARTS[min(len(self.lacking), 2)]


@dataclass(slots=True)
class Answer:
    """Where the answer comes from: the condition on kept rows, and what was judged now."""

    kept: ColumnElement[bool]
    parts: Counter[str] = field(default_factory=Counter)
    one_lacking: Counter[str] = field(default_factory=Counter)
    now: dict[UUID, Judged] = field(default_factory=dict)
    not_judged: int = 0

    def add(self, part: str, lacking: str, count: int) -> None:
        """Count people of a part, and of those one thing short, which thing."""
        self.parts[part] += count
        if part == "one":
            self.one_lacking[lacking] += count


def same_candidate() -> ColumnElement[bool]:
    """Return the condition that joins a verdict to its candidate."""
    return and_(
        EligibilityStanding.tenant_id == Candidate.tenant_id,
        EligibilityStanding.candidate_id == Candidate.id,
    )


def is_kept(step: str, on: date) -> ColumnElement[bool]:
    """Return the condition on EligibilityStanding, joined to Candidate, that it holds for a gate on a day."""
    return and_(EligibilityStanding.step == step, still_holds(on))


def still_holds(on: date) -> ColumnElement[bool]:
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
    published = exists(
        select(RuleSetVersion.id).where(RuleSetVersion.published_at > EligibilityStanding.judged_at)
    )
    return and_(
        EligibilityStanding.judged_on <= on,
        or_(EligibilityStanding.holds_until.is_(None), EligibilityStanding.holds_until > on),
        ~published,
        ~newer,
    )


def find_answer(wanted: StandingFilter, scope: Sequence[ColumnElement[bool]], rules: JudgingRules) -> Answer:
    """Count the verdicts that hold, and judge those who have none."""
    kept = func.coalesce(is_kept(wanted.step, wanted.on), False)
    answer = Answer(kept)
    many = func.least(func.cardinality(EligibilityStanding.lacking), 2)
    statement = (
        select(
            case((kept, many)).label("many"),
            case((kept, EligibilityStanding.lacking[1])).label("first"),
            func.count(),
            func.array_agg(Candidate.id).filter(~kept),
        )
        .select_from(Candidate)
        .outerjoin(EligibilityStanding, same_candidate())
        .where(*scope)
        .group_by("many", "first")
    )
    for number, criterion, count, not_kept in db.session.execute(statement):
        if not_kept is None:
            answer.add(PARTS[number], criterion, count)
        else:
            answer.not_judged = count
            _judge_now(answer, not_kept[:MOST_JUDGED_NOW], wanted.on, rules)
    return answer


def _judge_now(answer: Answer, candidate_ids: Sequence[UUID], on: date, rules: JudgingRules) -> None:
    """Judge people without a verdict that holds, as many as a page may wait for."""
    records = load_for_judging(candidate_ids, on=on)
    for candidate_id, _, standing in judge_many(records, as_of=on, rules=rules):
        judged = Judged(standing.verdict, standing.failing + standing.missing, standing.holds_until)
        answer.now[candidate_id] = judged
        answer.add(judged.part, judged.lacking[0] if judged.lacking else "", 1)
    answer.not_judged -= len(answer.now)
