"""Why a person may or may not pass a step: the whole answer, on any day, under any rule set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.candidates.checklist import Checklist, make_checklist
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.person_page import RESULT_WORDS, default_step, judge
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.eligibility.dates import add_months
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.people.models import SourceGroup

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from portal.candidates.models.waiver import Waiver
    from portal.eligibility.facts import Step
    from portal.eligibility.rule_book import RuleBook
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Change, CriterionResult, Result, Verdict

MONTHS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One criterion that comes out otherwise under another rule set; None: not judged by it."""

    title: str
    here: CriterionResult | None
    there: CriterionResult | None


@dataclass(frozen=True, slots=True)
class EligibilityPage:
    """The verdict in words, what to do, every criterion with its source, and another set beside it."""

    record: CandidateRecord
    verdict: Verdict
    checklist: Checklist
    rule_set: RuleSet
    book: RuleBook
    as_of: date
    is_named: bool
    compared: RuleSet | None
    compared_checklist: Checklist | None
    differences: list[Difference]
    waivers: list[Waiver]
    is_own_house: bool

    def result_words(self, result: Result) -> str:
        """Say a result in one or two words."""
        return RESULT_WORDS[result]

    @property
    def next_changes(self) -> list[Change]:
        """Return the changes by time alone of the next five years."""
        horizon = add_months(self.as_of, MONTHS_SHOWN)
        return [change for change in self.verdict.next_changes if change.on <= horizon]

    def change_title(self, change: Change) -> str:
        """Return the criterion that a change is about."""
        return next((line.title for line in self.verdict.criteria if line.id == change.criterion), "")

    def is_revoked(self, waiver: Waiver) -> bool:
        """Tell whether a waiver was taken back."""
        return any(other.revokes_waiver_id == waiver.id for other in self.record.waivers)


def eligibility_page(
    candidate_id: UUID,
    *,
    step: Step | None = None,
    as_of: date | None = None,
    rule_set_id: str = "",
    compare_with: str = "",
) -> EligibilityPage:
    """Return the answer for a candidate; NotFound when the actor may not see the person.

    The step is the gate ahead, the day today and the rules those of the day, unless named; an
    unknown rule set is as if none were named.
    """
    record, rules = get_record(candidate_id), load_rules()
    day, gate = as_of or clock.today(), step or default_step(record.candidate.stage)
    named, compared = rules.book.find(rule_set_id), rules.book.find(compare_with)
    is_student = record.person.source_group is SourceGroup.STUDENT
    verdict = judge(record, step=gate, as_of=day, rules=rules, rule_set=named)
    other = judge(record, step=gate, as_of=day, rules=rules, rule_set=compared) if compared else None
    return EligibilityPage(
        record=record,
        verdict=verdict,
        checklist=make_checklist(verdict, is_student=is_student),
        rule_set=rules.book.get(verdict.rule_set),
        book=rules.book,
        as_of=day,
        is_named=named is not None,
        compared=compared,
        compared_checklist=make_checklist(other, is_student=is_student) if other else None,
        differences=_differences(verdict, other) if other else [],
        waivers=[waiver for waiver in record.waivers if waiver.revokes_waiver_id is None],
        is_own_house=record.candidate.tenant_id == current_actor().tenant_id,
    )


def _differences(verdict: Verdict, other: Verdict) -> list[Difference]:
    """Return what differs, by title: the two wordings of the education are one criterion."""
    here = {line.title: line for line in verdict.criteria}
    there = {line.title: line for line in other.criteria}
    return [
        Difference(title, here.get(title), there.get(title))
        for title in dict.fromkeys([*here, *there])
        if _told(here.get(title)) != _told(there.get(title))
    ]


def _told(line: CriterionResult | None) -> tuple[object, ...]:
    return (line.result, line.threshold) if line else ()
