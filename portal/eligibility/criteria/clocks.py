"""Limits of time, counted in working days (E29–E31, R06; rules §1.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.eligibility.criteria.consent import consent_dates, is_given
from portal.eligibility.criteria.findings import day, failed, not_applicable, passed, unknown
from portal.eligibility.dates import add_months
from portal.eligibility.verdict import Finding, Result
from portal.eligibility.working_days import add_working_days, count_working_days

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class _Limit:
    """A limit in working days, and by how many it may be extended once."""

    what: str
    days: int
    extension: int = 0


def _within(facts: Facts, limit: _Limit, start: date, end: date | None) -> Finding:
    """Judge one limit; without an end date the clock still runs on the day judged."""
    used = count_working_days(start, end or facts.as_of, facts.holidays, facts.worked_days)
    longest = limit.days + limit.extension
    first = add_working_days(start, limit.days, facts.holidays, facts.worked_days)
    last = add_working_days(start, longest, facts.holidays, facts.worked_days)
    turns = (add_working_days(limit_on, 1, facts.holidays, facts.worked_days) for limit_on in (first, last))
    changes = () if end else tuple(turns)
    said = f"{limit.what}: {used} ngày làm việc"
    if used <= limit.days:
        return passed(f"{said}, trong hạn {limit.days} (đến {day(first)}).", used, limit.days, changes)
    if used > longest:
        return failed(f"{said}, quá hạn {longest} (đến {day(last)}).", used, longest, changes)
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
    what = "Từ nghị quyết chi bộ đến quyết định"
    limit = _Limit(what, limits.decision_days, limits.decision_extension_days)
    return _within(facts, limit, facts.cell_resolution_on, facts.decision_on)


def ceremony_on_time(facts: Facts, rules: RuleSet) -> Finding:
    days = rules.thresholds.ceremony_days
    is_from_receipt = rules.ceremony_counted_from == "receipt"
    start = facts.decision_received_on if is_from_receipt else facts.decision_on
    words = "nhận quyết định" if is_from_receipt else "ban hành quyết định"
    if start is None:
        return unknown(f"ngày {words}", days)
    held = facts.ceremony_on or facts.as_of
    used = count_working_days(start, held, facts.holidays, facts.worked_days)
    last = add_working_days(start, days, facts.holidays, facts.worked_days)
    consent = facts.late_ceremony_consent
    changes = (start, add_working_days(last, 1, facts.holidays, facts.worked_days), *consent_dates(consent))
    if held < start:
        return failed(f"Lễ kết nạp ngày {day(held)}, trước ngày {words} {day(start)}.", held, start, changes)
    said = f"Lễ kết nạp sau ngày {words} {used} ngày làm việc"
    if used <= days:
        return passed(f"{said}, trong hạn {days} (đến {day(last)}).", used, days, changes)
    if is_given(consent, held) and consent is not None:
        return passed(f"{said}, quá hạn {days}; cấp trên đồng ý: số {consent.number}.", used, days, changes)
    missing = "Còn thiếu: văn bản đồng ý của cấp trên."
    return failed(f"{said}, quá hạn {days} (đến {day(last)}). {missing}", used, days, changes)


def own_decision_number(facts: Facts, _rules: RuleSet) -> Finding:
    if not facts.decision_number:
        return unknown("số quyết định riêng của người được kết nạp")
    return passed(f"Quyết định riêng số {facts.decision_number}.", facts.decision_number)


def recognition_on_time(facts: Facts, rules: RuleSet) -> Finding:
    """Judge both clocks of recognition; dates before the ceremony belong to the admission."""
    limits = rules.thresholds
    if facts.ceremony_on is None:
        return unknown("ngày tổ chức lễ kết nạp", limits.recognition_cell_days)
    end = add_months(facts.ceremony_on, limits.probation_months)
    cell_on = facts.cell_resolution_on
    if cell_on is not None and cell_on <= facts.ceremony_on:
        cell_on = None
    if cell_on is None and facts.as_of < end:
        return not_applicable(f"Chưa hết thời gian dự bị (đến {day(end)}).", (end,))
    cell = _within(facts, _Limit("Chi bộ xét công nhận", limits.recognition_cell_days), end, cell_on)
    if cell_on is None:
        return cell
    decided = facts.decision_on if facts.decision_on and facts.decision_on >= cell_on else None
    limit = _Limit(
        "Quyết định công nhận", limits.recognition_decision_days, limits.recognition_extension_days
    )
    decision = _within(facts, limit, cell_on, decided)
    worse = cell if cell.result is Result.FAIL else decision
    return Finding(
        worse.result,
        f"{cell.message} {decision.message}",
        worse.observed,
        worse.threshold,
        decision.changes_on,
    )
