"""Judges a person for one step on one date: facts and a rule set in, a verdict out. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from portal.eligibility.loader import shipped_rules
from portal.eligibility.steps import CRITERIA, NEVER_WAIVED, Criterion, criteria_of
from portal.eligibility.verdict import (
    Change,
    CriterionResult,
    Finding,
    Kind,
    Result,
    Standing,
    Verdict,
    VerdictWord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_book import RuleBook
    from portal.eligibility.rule_set import RuleSet

_DECISIVE = frozenset({Kind.HARD, Kind.GATE})
_OPEN = frozenset({Result.FAIL, Result.UNKNOWN})


def evaluate(facts: Facts, rule_set: RuleSet | None = None, book: RuleBook | None = None) -> Verdict:
    """Judge the facts for their step on their date.

    The rule set is the one of the book in force on that date unless one is named; its id is in the
    verdict and belongs into the record of the step. Without a book the shipped sets are used.
    """
    book = book or shipped_rules()
    rules = rule_set or book.on(facts.as_of)
    criteria = criteria_of(facts.step, rules)
    findings = [judge(criterion, facts, rules) for criterion in criteria]
    lines = tuple(
        _line(criterion, finding, rules) for criterion, finding in zip(criteria, findings, strict=True)
    )
    return Verdict(
        rule_set=rules.id,
        step=facts.step,
        as_of=facts.as_of,
        verdict=verdict_word(lines),
        criteria=lines,
        next_changes=_next_changes(facts, rule_set, book, zip(criteria, findings, strict=True)),
    )


def judge_in_brief(facts: Facts, book: RuleBook) -> Standing:
    """Judge like ``evaluate`` under the rules of the day, but tell only what a list needs.

    ``holds_until`` is the first later day on which time may turn one of the decisive results.
    Nothing is proved about that day, so it is never later than the first change that counts.
    """
    rules = book.on(facts.as_of)
    failing: list[str] = []
    missing: list[str] = []
    turns = book.turns_after(facts.as_of)
    for criterion in criteria_of(facts.step, rules):
        if criterion.kind not in _DECISIVE:
            continue
        finding = judge(criterion, facts, rules)
        turns += finding.changes_on
        if finding.result in _OPEN:
            (failing if finding.result is Result.FAIL else missing).append(criterion.id)
    word = VerdictWord.BLOCKED if failing else VerdictWord.INCOMPLETE if missing else VerdictWord.ELIGIBLE
    later = [turn for turn in turns if turn > facts.as_of]
    return Standing(rules.id, word, tuple(failing), tuple(missing), min(later, default=None))


def judge(criterion: Criterion, facts: Facts, rules: RuleSet) -> Finding:
    """Judge one criterion, with the exceptions that lift it and the waivers somebody signed for."""
    finding = criterion.judge(facts, rules)
    for name in criterion.lifted_by:
        exception = CRITERIA[name].judge(facts, rules)
        if exception.changes_on:
            finding = replace(finding, changes_on=finding.changes_on + exception.changes_on)
        if finding.result is Result.FAIL and exception.result is Result.PASS:
            finding = _waived(finding, exception.message)
    if facts.waivers and finding.result in _OPEN and criterion.id not in NEVER_WAIVED:
        for waiver in facts.waivers:
            if waiver.criterion == criterion.id and waiver.evidence.strip() and waiver.person.strip():
                return _waived(finding, f"{waiver.evidence}; người quyết định: {waiver.person}.")
    return finding


def _waived(finding: Finding, reason: str) -> Finding:
    return replace(finding, result=Result.WAIVED, message=f"{finding.message} Được miễn: {reason}")


def _line(criterion: Criterion, finding: Finding, rules: RuleSet) -> CriterionResult:
    return CriterionResult(
        id=criterion.id,
        result=finding.result,
        kind=criterion.kind,
        observed=finding.observed,
        threshold=finding.threshold,
        source=rules.source_of(criterion.id),
        message=finding.message,
        title=criterion.title,
    )


def verdict_word(lines: tuple[CriterionResult, ...]) -> VerdictWord:
    """Return what the lines of a step come to; soft lines never change it."""
    results = {line.result for line in lines if line.kind in _DECISIVE}
    if Result.FAIL in results:
        return VerdictWord.BLOCKED
    return VerdictWord.INCOMPLETE if Result.UNKNOWN in results else VerdictWord.ELIGIBLE


def _next_changes(
    facts: Facts, named: RuleSet | None, book: RuleBook, judged: Iterable[tuple[Criterion, Finding]]
) -> tuple[Change, ...]:
    """Return every later day on which a result changes though nobody does anything, soonest first.

    Each criterion names the days on which it may turn; it is judged again on each, under the rule
    set of that day unless one is named, and only what did turn is told.
    """
    on_day: dict[date, Facts] = {}
    new_rules = [] if named else book.turns_after(facts.as_of)
    changes: list[Change] = []
    for criterion, now in judged:
        day, before = facts.as_of, now
        pending = {*new_rules, *now.changes_on}
        while later := [turn for turn in pending if turn > day]:
            day = min(later)
            if day not in on_day:
                on_day[day] = replace(facts, as_of=day)
            rules = named or book.on(day)
            if named is None and criterion not in criteria_of(facts.step, rules):
                break
            after = judge(criterion, on_day[day], rules)
            pending |= set(after.changes_on)
            if after.result is not before.result:
                changes.append(Change(day, criterion.id, after.result))
            before = after
    return tuple(sorted(changes, key=lambda change: change.on))
