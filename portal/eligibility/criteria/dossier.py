"""The papers of the dossier: application, declaration, verification, opinions (E19–E25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import (
    all_hold,
    day,
    failed,
    judge,
    not_applicable,
    passed,
    unknown,
)
from portal.eligibility.criteria.prospect import ONE_DAY
from portal.eligibility.dates import add_months

if TYPE_CHECKING:
    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

STANDARD_WORDS = {
    "met": "Đủ tiêu chuẩn chính trị.",
    "undetermined": "Chưa có kết luận về tiêu chuẩn chính trị; chưa được ra quyết định.",
    "not_met": "Không đủ tiêu chuẩn chính trị.",
}


def application(facts: Facts, _rules: RuleSet) -> Finding:
    if facts.application_on is None:
        return unknown("đơn xin vào Đảng")
    return judge(
        facts.application_on <= facts.as_of,
        yes=f"Có đơn ngày {day(facts.application_on)}.",
        no=f"Đơn ghi ngày {day(facts.application_on)}, sau ngày xét.",
        observed=facts.application_on,
        changes=(facts.application_on,),
    )


def history_certified(facts: Facts, _rules: RuleSet) -> Finding:
    history = facts.history
    if history is not None and history.declared is False:
        return failed("Chưa khai lý lịch.")
    if history is None or history.declared is None or history.certified_on is None:
        return unknown("lý lịch đã khai và ngày cấp ủy chứng nhận")
    return judge(
        history.certified_on <= facts.as_of,
        yes=f"Lý lịch được chứng nhận ngày {day(history.certified_on)}.",
        no=f"Lý lịch được chứng nhận ngày {day(history.certified_on)}, sau ngày xét.",
        observed=history.certified_on,
        changes=(history.certified_on,),
    )


def verification_answered(facts: Facts, _rules: RuleSet) -> Finding:
    check = facts.verification
    if check is not None and check.exempt:
        return passed("Thuộc diện không phải thẩm tra riêng.")
    if check is None or check.complete is None:
        return unknown("kết quả thẩm tra, xác minh")
    return judge(check.complete, yes="Đã thẩm tra, xác minh xong.", no="Chưa thẩm tra, xác minh xong.")


def verifier_not_family(facts: Facts, _rules: RuleSet) -> Finding:
    check = facts.verification
    if check is not None and check.verifier_is_family is not None:
        return judge(
            not check.verifier_is_family,
            yes="Người thẩm tra không phải là người vào Đảng hoặc người thân.",
            no="Người thẩm tra là người vào Đảng hoặc người thân.",
        )
    if check is not None and check.exempt:
        return not_applicable("Không phải thẩm tra riêng.")
    return unknown("xác nhận người thẩm tra không phải là người thân")


def political_standard(facts: Facts, _rules: RuleSet) -> Finding:
    if facts.political_standard is None:
        return unknown("kết luận về tiêu chuẩn chính trị", "met")
    said = STANDARD_WORDS[facts.political_standard]
    is_met = facts.political_standard == "met"
    return judge(is_met, yes=said, no=said, observed=facts.political_standard, threshold="met")


def opinions_collected(facts: Facts, _rules: RuleSet) -> Finding:
    """Judge the opinions of the unions the person belongs to, and of the residence."""
    unions, residence = (facts.opinions.unions, facts.opinions.residence) if facts.opinions else (None, None)
    in_no_union = facts.youth_member is False and facts.trade_union_member is False
    parts = {"chi ủy nơi cư trú": residence}
    if not in_no_union:
        parts = {"tổ chức chính trị - xã hội": unions, **parts}
    holds = all_hold(*parts.values())
    if holds:
        return passed(f"Có ý kiến của {' và '.join(parts)}.")
    absent = " và ".join(name for name, value in parts.items() if not value)
    return unknown(f"ý kiến của {absent}") if holds is None else failed(f"Chưa có ý kiến của {absent}.")


def dossier_fresh(facts: Facts, rules: RuleSet) -> Finding:
    months = rules.thresholds.dossier_months
    dates = [made for made in (facts.dossier_started_on, facts.dossier_renewed_on) if made is not None]
    if not dates:
        return unknown("ngày lập hồ sơ", months)
    start = max((made for made in dates if made <= facts.as_of), default=min(dates))
    until = add_months(start, months)
    return judge(
        facts.as_of <= until,
        yes=f"Hồ sơ lập ngày {day(start)}, dùng được đến hết ngày {day(until)}.",
        no=f"Hồ sơ lập ngày {day(start)}, đã quá {months} tháng: làm lại giấy giới thiệu, nghị quyết của "
        "đoàn thể, thẩm tra và lấy ý kiến bổ sung.",
        observed=start,
        threshold=until,
        changes=(*dates, *(add_months(made, months) + ONE_DAY for made in dates)),
    )
