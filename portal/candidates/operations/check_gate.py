"""The gate of a step on its day: refused when it fails, answered for when something is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.records import get_record
from portal.candidates.queries.step_gate import judge, judge_gate
from portal.candidates.stages import RULES, Stage
from portal.eligibility.verdict import Result
from portal.kernel.errors import DomainError, RuleRefused

if TYPE_CHECKING:
    from portal.candidates.models.candidate import Candidate


@dataclass(frozen=True, slots=True)
class GateRecord:
    """What is kept with the step: rule set, verdict, what was not known, who answered why."""

    rule_set_id: str
    verdict: str = ""
    open_criteria: tuple[str, ...] = ()
    acknowledgement: str = ""


def check_gate(candidate: Candidate, to_stage: Stage, happened_on: date, acknowledgement: str) -> GateRecord:
    """Return what to keep of the gate before a stage; raise when it does not let the step pass."""
    if to_stage is Stage.STALE:
        _check_stale(candidate, happened_on)
    if not RULES[to_stage].gate:
        return GateRecord(load_rules().book.on(happened_on).id)
    record = get_record(candidate.id, on=happened_on)
    answer = judge_gate(record, to_stage, on=happened_on, rules=load_rules())
    if answer is None:
        return GateRecord(load_rules().book.on(happened_on).id)
    if answer.failed:
        words = " ".join(f"{line.title}: {line.message}" for line in answer.failed)
        raise RuleRefused(f"Ngày {happened_on:%d/%m/%Y} chưa đủ điều kiện. {words}")
    if answer.needs_acknowledgement and not acknowledgement.strip():
        names = "; ".join(line.title for line in answer.unknown)
        raise DomainError(
            f"Chưa ghi nhận: {names}. Bổ sung trước, hoặc ghi căn cứ để vẫn ghi bước này.",
            field="acknowledgement",
        )
    verdict = answer.verdict
    return GateRecord(
        verdict.rule_set,
        verdict.verdict.value,
        tuple(line.id for line in answer.unknown),
        acknowledgement.strip() if answer.needs_acknowledgement else "",
    )


def _check_stale(candidate: Candidate, happened_on: date) -> None:
    record = get_record(candidate.id, on=happened_on)
    verdict = judge(record, step="cell", as_of=happened_on, rules=load_rules())
    if verdict.result_of("E25") is not Result.FAIL:
        raise RuleRefused("Hồ sơ chưa quá 12 tháng kể từ ngày lập.", field="happened_on")
