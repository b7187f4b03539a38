"""Everything the page of one candidate shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.candidates.checklist import Checklist, make_checklist
from portal.candidates.evidence_kinds import describe_value
from portal.candidates.facts import build_facts
from portal.candidates.queries.judging_rules import JudgingRules, load_rules
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.reviews import last_overdue_period, period_due
from portal.candidates.stages import FOLLOWED, PROBATIONARY, RULES, Stage, allowed_steps, next_gate
from portal.candidates.timeline import PastStep, TimelineRow, build_timeline
from portal.eligibility.engine import evaluate
from portal.eligibility.verdict import Result
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.people.models import SourceGroup
from portal.people.rules import mask
from portal.people.sealing import open_national_id

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

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
    verdict = judge(record, step=step or default_step(record.candidate.stage), as_of=day, rules=rules)
    stage = record.candidate.stage
    is_own_house = record.candidate.tenant_id == current_actor().tenant_id
    return PersonPage(
        record=record,
        timeline=build_timeline(past_steps(record)),
        checklist=make_checklist(verdict, is_student=_is_student(record)),
        verdict=verdict,
        rule_set=rules.book.get(verdict.rule_set),
        as_of=day,
        next_stages=allowed_steps(stage) if is_own_house else (),
        masked_national_id=mask(open_national_id(record.person.national_id_sealed)),
        review_period=period_due(today),
        is_review_overdue=stage in FOLLOWED | PROBATIONARY and _misses_review(record, today),
        is_own_house=is_own_house,
    )


def judge(
    record: CandidateRecord,
    *,
    step: Step,
    as_of: date,
    rules: JudgingRules,
    rule_set: RuleSet | None = None,
) -> Verdict:
    """Return the engine's verdict for a candidate's step on a day, by the rules of that day unless named."""
    facts = build_facts(record, step=step, as_of=as_of, holidays=rules.holidays)
    return evaluate(facts, rule_set, rules.book)


def default_step(stage: Stage) -> Step:
    """Return the gate ahead of a stage; recognition once nothing lies ahead."""
    return next_gate(stage) or "recognition"  # type: ignore[return-value]


def past_steps(record: CandidateRecord) -> list[PastStep]:
    """Return the stages a candidate reached, the first from the candidate's own row."""
    steps = [PastStep(step.to_stage, step.happened_on, step.document_no) for step in record.standing_steps]
    return _beginning(record) + steps


def _beginning(record: CandidateRecord) -> list[PastStep]:
    candidate = record.candidate
    if candidate.first_stage is Stage.NOMINATED:
        return [PastStep(Stage.NOMINATED, clock.local(candidate.created_at).date())]
    is_listed_again = any(
        step.to_stage is Stage.PROSPECT and step.document_no for step in record.standing_steps
    )
    listed = (
        PastStep(Stage.PROSPECT, None)
        if is_listed_again
        else PastStep(Stage.PROSPECT, candidate.listed_on, candidate.list_resolution_no)
    )
    if candidate.first_stage is Stage.PROSPECT:
        return [listed]
    certificate = next((training for training in record.training if training.import_id), None)
    if certificate is None:
        return [listed, PastStep(candidate.first_stage, None)]
    return [listed, PastStep(candidate.first_stage, certificate.issued_on, certificate.certificate_number)]


def _misses_review(record: CandidateRecord, today: date) -> bool:
    period = last_overdue_period(today)
    listed = record.candidate.listed_on or clock.local(record.candidate.created_at).date()
    return f"{listed:%Y-%m}" <= period and all(review.period != period for review in record.reviews)


def judge_gate(record: CandidateRecord, to_stage: Stage) -> Checklist | None:
    """Return today's checklist of the gate before a stage; None when the stage has no gate."""
    gate = RULES[to_stage].gate
    if not gate:
        return None
    verdict = judge(record, step=gate, as_of=clock.today(), rules=load_rules())  # type: ignore[arg-type]
    return make_checklist(verdict, is_student=_is_student(record))


def _is_student(record: CandidateRecord) -> bool:
    return record.person.source_group is SourceGroup.STUDENT
