"""What a rule set would change before it holds: the verdicts of everybody under both rules, by house.

Read through the oversight door. Nothing recorded is judged again: only people with a gate ahead
are, on the day the new set would begin.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.judging import is_one_of, judge_many, load_for_judging
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.stages import STAGES_BEFORE
from portal.eligibility.rule_book import RuleBook
from portal.eligibility.verdict import VerdictWord
from portal.kernel.database import db
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import list_organizations
from portal.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from portal.candidates.queries.judging_rules import JudgingRules
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Standing

AT_ONCE = 1000
COUNTED = ("judged", "changed", "gained", "lost")
HOUSES = (OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """One person who would stand otherwise: the gate, and how before and after."""

    id: UUID
    name: str
    step: str
    before: Standing
    after: Standing


def count_effect(rules: RuleSet) -> dict[str, Any]:
    """Return how many verdicts a set would change, in all and by house, as JSON values."""
    known = load_rules()
    total: Counter[str] = Counter()
    houses = []
    for house in list_organizations(kinds=HOUSES):
        counts = _counts(house.id, rules, known)
        total += counts
        if counts["judged"]:
            named = {"id": str(house.id), "code": house.code, "name": house.name}
            houses.append(named | {name: counts[name] for name in COUNTED})
    return {
        "as_of": rules.valid_from.isoformat(),
        "houses": houses,
        **{name: total[name] for name in COUNTED},
    }


def _counts(house_id: UUID, rules: RuleSet, known: JudgingRules) -> Counter[str]:
    found: Counter[str] = Counter()
    for _, _, before, after in _judge_both(house_id, rules, known):
        found["judged"] += 1
        if before.verdict is not after.verdict:
            found["changed"] += 1
            found["gained"] += after.verdict is VerdictWord.ELIGIBLE
            found["lost"] += before.verdict is VerdictWord.ELIGIBLE
    return found


def list_changed(house_id: UUID, rules: RuleSet) -> list[ChangedPerson]:
    """Return the people of one house whose verdict a set would change, by name."""
    changed = {
        candidate_id: (step, before, after)
        for candidate_id, step, before, after in _judge_both(house_id, rules, load_rules())
        if before.verdict is not after.verdict
    }
    names = db.session.execute(
        select(Candidate.id, Person.full_name)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .where(Candidate.tenant_id == house_id, is_one_of(Candidate.id, changed))
        .order_by(Person.sort_name)
    )
    return [ChangedPerson(candidate_id, name, *changed[candidate_id]) for candidate_id, name in names]


def _judge_both(
    house_id: UUID, rules: RuleSet, known: JudgingRules
) -> Iterator[tuple[UUID, str, Standing, Standing]]:
    """Yield every candidate of a house with a gate ahead, judged without and with the new set."""
    day, with_new = rules.valid_from, RuleBook.of((*known.book.sets, rules))
    stages = frozenset().union(*STAGES_BEFORE.values())
    statement = select(Candidate.id).where(Candidate.tenant_id == house_id, Candidate.stage.in_(stages))
    ids = iter(db.session.scalars(statement.order_by(Candidate.id)).all())
    while chunk := list(islice(ids, AT_ONCE)):
        records = load_for_judging(chunk, on=day)
        before = judge_many(records, as_of=day, rules=known)
        after = judge_many(records, as_of=day, rules=known, book=with_new)
        for (candidate_id, step, now), (_, _, then) in zip(before, after, strict=True):
            yield candidate_id, step, now, then
