"""The gate before a step: what the rules say of a candidate on the day of the step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from portal.candidates.facts import build_facts
from portal.candidates.stages import RULES, Stage
from portal.eligibility.engine import evaluate, verdict_word
from portal.eligibility.verdict import Kind, Result, Verdict, VerdictWord

if TYPE_CHECKING:
    from datetime import date

    from portal.candidates.queries.judging_rules import JudgingRules
    from portal.candidates.queries.records import CandidateRecord
    from portal.eligibility.facts import Step
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import CriterionResult

SETTLED_BY_STEP = {
    Stage.DOSSIER_PERMITTED: frozenset({"E10"}),
    Stage.RECOGNITION_CELL_RESOLVED: frozenset({"R05"}),
}
"""Criteria that the step itself settles: the permission it records, the votes still to come."""


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """The verdict of a step's gate, without what the step itself settles."""

    verdict: Verdict

    @property
    def failed(self) -> list[CriterionResult]:
        """Return what stops the step."""
        return self._decisive(Result.FAIL)

    @property
    def unknown(self) -> list[CriterionResult]:
        """Return what nobody recorded; it counts as not met until somebody answers for it."""
        return self._decisive(Result.UNKNOWN)

    @property
    def needs_acknowledgement(self) -> bool:
        return self.verdict.verdict is VerdictWord.INCOMPLETE

    def _decisive(self, result: Result) -> list[CriterionResult]:
        lines = self.verdict.criteria
        return [line for line in lines if line.result is result and line.kind in {Kind.HARD, Kind.GATE}]


def judge_gate(
    record: CandidateRecord, to_stage: Stage, *, on: date, rules: JudgingRules
) -> GateAnswer | None:
    """Return what the gate before a stage says on a day; None when the stage has no gate."""
    gate = RULES[to_stage].gate
    if not gate:
        return None
    verdict = judge(record, step=cast("Step", gate), as_of=on, rules=rules)
    settled = SETTLED_BY_STEP.get(to_stage, frozenset())
    lines = tuple(line for line in verdict.criteria if line.id not in settled)
    return GateAnswer(replace(verdict, criteria=lines, verdict=verdict_word(lines)))


def judge(
    record: CandidateRecord,
    *,
    step: Step,
    as_of: date,
    rules: JudgingRules,
    rule_set: RuleSet | None = None,
) -> Verdict:
    """Return the engine's verdict for a candidate's step on a day, by the rules of that day unless named."""
    facts = build_facts(
        record, step=step, as_of=as_of, holidays=rules.holidays, worked_days=rules.worked_days
    )
    return evaluate(facts, rule_set, rules.book)
