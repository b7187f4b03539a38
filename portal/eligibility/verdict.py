"""What the engine answers, with everything a person needs to check it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


class Result(StrEnum):
    PASS = "pass"  # noqa: S105 -- a verdict, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"


class Kind(StrEnum):
    HARD = "hard"
    SOFT = "soft"
    GATE = "gate"
    EXCEPTION = "exc"


class VerdictWord(StrEnum):
    ELIGIBLE = "eligible"
    INCOMPLETE = "incomplete"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one criterion found; the engine adds id, kind and source."""

    result: Result
    message: str
    observed: Any = None
    threshold: Any = None
    changes_on: tuple[date, ...] = ()
    """Days on which time alone may change the result; the engine proves which of them do."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One line of the answer; ``title`` names the criterion on pages and is not part of the document."""

    id: str
    result: Result
    kind: Kind
    observed: Any
    threshold: Any
    source: str
    message: str
    title: str = ""

    def as_document(self) -> dict[str, Any]:
        """Return the line as JSON values."""
        return {
            "id": self.id,
            "result": self.result.value,
            "kind": self.kind.value,
            "observed": self.observed,
            "threshold": self.threshold,
            "source": self.source,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A result that will change by time alone, and when."""

    on: date
    criterion: str
    to: Result


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one person, one step, one date, under one rule set."""

    rule_set: str
    step: str
    as_of: date
    verdict: VerdictWord
    criteria: tuple[CriterionResult, ...]
    next_changes: tuple[Change, ...]

    def result_of(self, criterion: str) -> Result | None:
        """Return the result of one criterion, None when this step does not judge it."""
        return next((line.result for line in self.criteria if line.id == criterion), None)

    def as_document(self) -> dict[str, Any]:
        """Return the answer as JSON values (the contract of ``eligibility explain``)."""
        return {
            "rule_set": self.rule_set,
            "step": self.step,
            "as_of": self.as_of.isoformat(),
            "verdict": self.verdict.value,
            "criteria": [line.as_document() for line in self.criteria],
            "next_changes": [
                {"on": change.on.isoformat(), "criterion": change.criterion, "to": change.to.value}
                for change in self.next_changes
            ],
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer in brief: the word, the criteria that stop the step, and until when it surely holds.

    ``failing`` and ``missing`` are ids of hard criteria and gates; ``holds_until`` is exclusive,
    None when time alone changes nothing.
    """

    rule_set: str
    verdict: VerdictWord
    failing: tuple[str, ...]
    missing: tuple[str, ...]
    holds_until: date | None
