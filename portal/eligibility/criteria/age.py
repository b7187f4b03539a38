"""Age by calendar month on the day judged, and the exception of people over sixty (E02–E04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.eligibility.criteria.consent import consent_dates, is_given
from portal.eligibility.criteria.findings import (
    all_hold,
    failed,
    judge,
    month,
    not_applicable,
    passed,
    unknown,
)
from portal.eligibility.dates import MONTHS_A_YEAR, first_day, month_number, months_between
from portal.eligibility.verdict import Result

if TYPE_CHECKING:
    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

ON_THE_LIMIT = "; sát ngưỡng tuổi – kiểm tra ngày sinh"


def _age(months: int) -> str:
    years, rest = divmod(months, MONTHS_A_YEAR)
    return f"{years} tuổi {rest} tháng" if rest else f"{years} tuổi"


def minimum_age(facts: Facts, rules: RuleSet) -> Finding:
    limit = rules.thresholds.minimum_age_months
    if facts.birth_date is None:
        return unknown("ngày sinh", limit)
    months = months_between(facts.birth_date, facts.as_of)
    reached = first_day(month_number(facts.birth_date) + limit)
    if months < 0:
        return failed("Ngày sinh ghi sau ngày xét; kiểm tra lại.", months, limit, (reached,))
    note = ON_THE_LIMIT if months == limit else ""
    return judge(
        months >= limit,
        yes=f"{_age(months)} tính theo tháng, đủ {limit // MONTHS_A_YEAR} tuổi{note}.",
        no=f"Mới {_age(months)}; đủ {limit // MONTHS_A_YEAR} tuổi từ tháng {month(reached)}.",
        observed=months,
        threshold=limit,
        changes=(reached,),
    )


def maximum_age(facts: Facts, rules: RuleSet) -> Finding:
    limit = rules.thresholds.maximum_age_months
    if facts.birth_date is None:
        return unknown("ngày sinh", limit)
    months = months_between(facts.birth_date, facts.as_of)
    note = ON_THE_LIMIT if months == limit else ""
    return judge(
        months <= limit,
        yes=f"{_age(max(months, 0))} tính theo tháng, không quá {limit // MONTHS_A_YEAR} tuổi{note}.",
        no=f"{_age(months)} tính theo tháng, quá {limit // MONTHS_A_YEAR} tuổi.",
        observed=months,
        threshold=limit,
        changes=(first_day(month_number(facts.birth_date) + limit + 1),),
    )


def over_age_exception(facts: Facts, rules: RuleSet) -> Finding:
    age = maximum_age(facts, rules)
    if age.result is Result.UNKNOWN:
        return unknown("ngày sinh")
    changes = (*age.changes_on, *consent_dates(facts.central_consent))
    if age.result is Result.PASS:
        return not_applicable("Không quá tuổi, không cần xét trường hợp đặc biệt.", changes)
    consent = is_given(facts.central_consent, facts.as_of)
    holds = all_hold(facts.health_and_prestige, facts.special_need, consent)
    if holds is None:
        return unknown(
            "xác nhận sức khỏe và uy tín, yêu cầu đặc biệt, "
            "văn bản đồng ý của ban thường vụ cấp ủy trực thuộc Trung ương",
            changes=changes,
        )
    if holds:
        return passed("Người trên 60 tuổi được đồng ý bằng văn bản.", changes=changes)
    return failed("Không đủ điều kiện của trường hợp trên 60 tuổi.", changes=changes)
