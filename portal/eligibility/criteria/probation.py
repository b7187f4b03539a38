"""Recognition after twelve months of probation (R01–R04, R07; rules §1.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import all_hold, day, failed, judge, passed, unknown
from portal.eligibility.dates import add_months

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding


def effective_on(facts: Facts, rules: RuleSet) -> date | None:
    """Return from when the member is official, however late the decision is (R07)."""
    if facts.ceremony_on is None:
        return None
    return add_months(facts.ceremony_on, rules.thresholds.probation_months)


def probation_length(facts: Facts, rules: RuleSet) -> Finding:
    months = rules.thresholds.probation_months
    end = effective_on(facts, rules)
    if end is None:
        return unknown("ngày tổ chức lễ kết nạp")
    return judge(
        facts.as_of >= end,
        yes=f"Đủ {months} tháng dự bị; công nhận chính thức tính từ ngày {day(end)}.",
        no=f"Chưa đủ {months} tháng dự bị; công nhận chính thức tính từ ngày {day(end)}.",
        observed=facts.ceremony_on,
        threshold=end,
        changes=(end,),
    )


def self_review(facts: Facts, rules: RuleSet) -> Finding:
    end = effective_on(facts, rules)
    written = facts.probation.self_review_on if facts.probation else None
    if end is None or written is None:
        return unknown("bản tự kiểm điểm viết sau khi hết 12 tháng dự bị")
    return judge(
        end <= written <= facts.as_of,
        yes=f"Tự kiểm điểm ngày {day(written)}.",
        no=f"Tự kiểm điểm ngày {day(written)}; phải viết từ ngày {day(end)} và không sau ngày xét.",
        observed=written,
        threshold=end,
        changes=(written,),
    )


def new_member_class(facts: Facts, _rules: RuleSet) -> Finding:
    given = facts.probation.new_member_certificate if facts.probation else None
    if given is None:
        return unknown("giấy chứng nhận lớp bồi dưỡng đảng viên mới")
    return judge(
        given,
        yes="Có giấy chứng nhận lớp bồi dưỡng đảng viên mới.",
        no="Chưa có giấy chứng nhận lớp bồi dưỡng đảng viên mới.",
    )


def remarks(facts: Facts, _rules: RuleSet) -> Finding:
    probation = facts.probation
    parts = {
        "nhận xét của người giúp đỡ": probation.helper_remark if probation else None,
        "ý kiến của đoàn thể và nơi cư trú": probation.opinions if probation else None,
    }
    holds = all_hold(*parts.values())
    if holds:
        return passed("Có nhận xét của người giúp đỡ và tổng hợp ý kiến.")
    absent = ", ".join(name for name, value in parts.items() if not value)
    return unknown(absent) if holds is None else failed(f"Chưa có {absent}.")
