"""Everything the page of one candidate shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.candidates.checklist import Checklist, make_checklist
from portal.candidates.evidence_kinds import describe_value
from portal.candidates.queries.access import may_record_at
from portal.candidates.queries.clocks import clocks_of_record
from portal.candidates.queries.history import full_history
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.queries.step_gate import judge
from portal.candidates.reviews import (
    ReviewRules,
    first_day,
    last_overdue_period,
    next_period,
    period_due,
)
from portal.candidates.stages import (
    FOLLOWED,
    PROBATIONARY,
    Stage,
    desk_of,
    next_gate,
    open_steps,
    still_holding,
)
from portal.candidates.timeline import TimelineRow, build_timeline
from portal.eligibility.verdict import Result
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.people.models import SourceGroup
from portal.people.rules import mask
from portal.people.sealing import open_national_id

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from portal.candidates.clocks import Clock
    from portal.candidates.models.evidence import Evidence
    from portal.eligibility.facts import Step
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Change, Verdict


RESULT_WORDS = {
    Result.PASS: "đạt",
    Result.FAIL: "không đạt",
    Result.UNKNOWN: "chưa rõ",
    Result.WAIVED: "được miễn",
    Result.NOT_APPLICABLE: "không áp dụng",
}


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A candidate's record with the verdict for one step on one day, and what may be done next."""

    record: CandidateRecord
    timeline: list[TimelineRow]
    clocks: list[Clock]
    checklist: Checklist
    verdict: Verdict
    rule_set: RuleSet
    as_of: date
    next_stages: tuple[Stage, ...]
    masked_national_id: str
    review_period: str
    is_review_overdue: bool
    is_own_house: bool

    @property
    def may_correct(self) -> bool:
        """Tell whether the reader may take back the last step: it was recorded at the own desk."""
        standing = self.record.standing_steps
        return (
            self.is_own_house
            and bool(standing)
            and may_record_at(desk_of(standing[-1].from_stage, standing[-1].to_stage))
        )

    @property
    def reviewed_stages(self) -> frozenset[Stage]:
        """Return the stages in which people are reviewed every month."""
        return FOLLOWED | PROBATIONARY

    def change_words(self, change: Change) -> str:
        """Say what will be different from the day of a change on."""
        now = next((line.message for line in self.verdict.criteria if line.id == change.criterion), "")
        return f"{now} → {RESULT_WORDS[change.to]}"

    def paper_words(self, paper: Evidence) -> str:
        """Say what the value of a paper means, in the words of its form."""
        return describe_value(paper.kind, paper.value)


def person_page(candidate_id: UUID, *, step: Step | None = None, as_of: date | None = None) -> PersonPage:
    """Return the page of a candidate; NotFound when the actor may not see the person.

    ``step`` is the gate ahead and ``as_of`` today unless the reader tries others.
    """
    record = get_record(candidate_id)
    today = clock.today()
    day = as_of or today
    rules = load_rules()
    stage = record.candidate.stage
    verdict = judge(record, step=step or default_step(stage), as_of=day, rules=rules)
    is_own_house = record.candidate.tenant_id == current_actor().tenant_id
    review_rules = record.review_rules
    return PersonPage(
        record=record,
        timeline=build_timeline(full_history(record), has_committee=record.has_committee),
        clocks=clocks_of_record(record, rules=rules),
        checklist=make_checklist(verdict, is_student=is_student(record)),
        verdict=verdict,
        rule_set=rules.book.get(verdict.rule_set),
        as_of=day,
        next_stages=next_stages(record) if is_own_house else (),
        masked_national_id=mask(open_national_id(record.person.national_id_sealed)),
        review_period=period_due(today, is_quarter=review_rules.kinds[0]),
        is_review_overdue=stage in FOLLOWED | PROBATIONARY and _misses_review(record, today, review_rules),
        is_own_house=is_own_house,
    )


def default_step(stage: Stage) -> Step:
    """Return the gate ahead of a stage; recognition once nothing lies ahead."""
    return next_gate(stage) or "recognition"  # type: ignore[return-value]


def next_stages(record: CandidateRecord) -> tuple[Stage, ...]:
    """Return the steps the reader may record from here, the ordinary one first."""
    stage = record.candidate.stage
    held = [step.to_stage for step in still_holding(record.standing_steps)]
    onward = open_steps(stage, held, has_committee=record.has_committee)
    return tuple(to for to in onward if may_record_at(desk_of(stage, to)))


def _misses_review(record: CandidateRecord, today: date, rules: ReviewRules) -> bool:
    period = last_overdue_period(today, rules.due_day, is_quarter=rules.kinds[0])
    listed = record.candidate.listed_on or clock.local(record.candidate.created_at).date()
    return listed < first_day(next_period(period)) and all(
        review.period != period for review in record.reviews
    )


def is_student(record: CandidateRecord) -> bool:
    """Tell whether study results rather than yearly ratings are asked of the person."""
    return record.person.source_group is SourceGroup.STUDENT
