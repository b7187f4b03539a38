"""Limits of time, counted in working days (E29–E31, R06; rules §1.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import day, failed, judge, passed, unknown
from portal.eligibility.criteria.person import is_given
from portal.eligibility.dates import add_months
from portal.eligibility.verdict import Finding, Result
from portal.eligibility.working_days import add_working_days, count_working_days

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class _Limit:
    """A limit of working days that may be extended once."""

    what: str
    days: int
    extension: int


def _within(facts: Facts, limit: _Limit, start: date, end: date | None) -> Finding:
    """Judge one limit; without an end date the clock still runs on the day judged."""
    used = count_working_days(start, end or facts.as_of, facts.holidays)
    longest = limit.days + limit.extension
    first = add_working_days(start, limit.days, facts.holidays)
    last = add_working_days(start, longest, facts.holidays)
    broken_on = (add_working_days(first, 1, facts.holidays), add_working_days(last, 1, facts.holidays))
    changes = () if end else broken_on
    said = f"{limit.what}: {used} ngày làm việc"
    if used <= limit.days:
        return passed(f"{said}, hạn {limit.days} (đến {day(first)}).", used, limit.days, changes)
    if used > longest:
        return failed(f"{said}, quá cả hạn gia hạn {longest}.", used, longest, changes)
    if facts.extension_granted:
        return passed(f"{said}, đã gia hạn đến {day(last)}.", used, longest, changes)
    return failed(
        f"{said}, quá hạn {limit.days}; có thể gia hạn thêm {limit.extension} (đến {day(last)}).",
        used,
        limit.days,
        changes,
    )


def decision_on_time(facts: Facts, rules: RuleSet) -> Finding:
    limits = rules.thresholds
    if facts.cell_resolution_on is None:
        return unknown("ngày nghị quyết của chi bộ", limits.decision_days)
    limit = _Limit(
        "Từ nghị quyết chi bộ đến quyết định", limits.decision_days, limits.decision_extension_days
    )
    return _within(facts, limit, facts.cell_resolution_on, facts.decision_on)


def ceremony_on_time(facts: Facts, rules: RuleSet) -> Finding:
    days = rules.thresholds.ceremony_days
    from_receipt = rules.ceremony_counted_from == "receipt"
    start = facts.decision_received_on if from_receipt else facts.decision_on
    if start is None:
        return unknown("ngày nhận quyết định" if from_receipt else "ngày ban hành quyết định", days)
    held = facts.ceremony_on or facts.as_of
    used = count_working_days(start, held, facts.holidays)
    last = add_working_days(start, days, facts.holidays)
    changes = () if facts.ceremony_on else (add_working_days(last, 1, facts.holidays),)
    if used <= days:
        return passed(
            f"Lễ kết nạp sau {used} ngày làm việc, hạn {days} (đến {day(last)}).", used, days, changes
        )
    consent = facts.late_ceremony_consent
    if is_given(consent, held) and consent is not None:
        return passed(
            f"Quá {days} ngày làm việc nhưng cấp trên đồng ý: số {consent.number}.", used, days, changes
        )
    return failed(
        f"Đã {used} ngày làm việc, quá hạn {days} (đến {day(last)}); phải có cấp trên đồng ý.",
        used,
        days,
        changes,
    )


def own_decision_number(facts: Facts, _rules: RuleSet) -> Finding:
    if not facts.decision_number:
        return unknown("số quyết định riêng của từng người")
    return passed(f"Quyết định số {facts.decision_number}.", facts.decision_number)


def recognition_on_time(facts: Facts, rules: RuleSet) -> Finding:
    limits = rules.thresholds
    if facts.ceremony_on is None or facts.cell_resolution_on is None:
        return unknown("ngày lễ kết nạp và ngày nghị quyết công nhận của chi bộ")
    end = add_months(facts.ceremony_on, limits.probation_months)
    days = limits.recognition_cell_days
    cell_used = count_working_days(end, facts.cell_resolution_on, facts.holidays)
    cell = judge(
        cell_used <= days,
        yes=f"Chi bộ xét sau {cell_used} ngày làm việc, hạn {days}.",
        no=f"Chi bộ xét sau {cell_used} ngày làm việc, quá hạn {days}.",
    )
    limit = _Limit(
        "Quyết định công nhận", limits.recognition_decision_days, limits.recognition_extension_days
    )
    decision = _within(facts, limit, facts.cell_resolution_on, facts.decision_on)
    ok = cell.result is Result.PASS and decision.result is Result.PASS
    return Finding(
        Result.PASS if ok else Result.FAIL,
        f"{cell.message} {decision.message}",
        cell_used,
        days,
        decision.changes_on,
    )
