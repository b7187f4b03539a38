"""Who the person is and where: citizenship, place of work, consents, re-admission (E01, E32–E35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.eligibility.criteria.consent import consent_dates, needs_paper
from portal.eligibility.criteria.findings import day, failed, judge, not_applicable, unknown
from portal.eligibility.dates import add_months
from portal.eligibility.facts import NotKnown

if TYPE_CHECKING:
    from portal.eligibility.facts import Engagement, Facts, Readmission
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

VIETNAM = "VN"
PLACES = {"workplace": "nơi làm việc", "residence": "nơi cư trú", "host": "nơi học tập, biệt phái"}
_NO_RELIGION = frozenset({"", "không"})


def citizenship(facts: Facts, _rules: RuleSet) -> Finding:
    if facts.citizenship is None:
        return unknown("quốc tịch (đối chiếu căn cước)", VIETNAM)
    return judge(
        facts.citizenship == VIETNAM,
        yes="Công dân Việt Nam.",
        no="Không phải công dân Việt Nam.",
        observed=facts.citizenship,
        threshold=VIETNAM,
    )


def competent_level(facts: Facts, rules: RuleSet) -> Finding:
    engagement = facts.engagement
    if engagement is None:
        return not_applicable("Công tác ổn định tại đơn vị.")
    if engagement.type is None or engagement.considering is None:
        return unknown("hình thức làm việc, học tập và nơi xem xét")
    limit = rules.thresholds.engagement_months
    if engagement.type != "staff" and engagement.months is None:
        return unknown("số tháng làm việc, học tập hoặc biệt phái", limit)
    right = _right_places(engagement, limit)
    words = " hoặc ".join(PLACES[place] for place in right)
    return judge(
        engagement.considering in right,
        yes=f"Tổ chức đảng {PLACES[engagement.considering]} xem xét, đúng quy định.",
        no=f"Phải do tổ chức đảng {words} xem xét, không phải {PLACES[engagement.considering]}.",
        observed=engagement.considering,
        threshold=right[0],
    )


def _right_places(engagement: Engagement, limit: int) -> tuple[str, ...]:
    """Return whose organisation may consider: a short absence leaves it with workplace or residence."""
    is_long = (engagement.months or 0) >= limit
    if engagement.type == "contract" and not is_long:
        return ("residence",)
    if engagement.type in {"study", "secondment"}:
        return ("host",) if is_long else ("workplace", "residence")
    return ("workplace",)


def religion(facts: Facts, _rules: RuleSet) -> Finding:
    if isinstance(facts.religion, NotKnown):
        return unknown("tôn giáo (ghi rõ nếu không theo tôn giáo)")
    if facts.religion is None or facts.religion.strip().casefold() in _NO_RELIGION:
        return not_applicable("Không theo tôn giáo.")
    what = "văn bản đồng ý của cấp ủy cấp trên đối với người theo tôn giáo"
    return needs_paper(facts.religion_consent, facts.as_of, what=what)


def foreign_relation(facts: Facts, _rules: RuleSet) -> Finding:
    relations = (facts.foreign_spouse, facts.foreign_origin)
    if True in relations:
        what = "văn bản đồng ý đối với người có yếu tố nước ngoài"
        return needs_paper(facts.foreign_consent, facts.as_of, what=what)
    if None in relations:
        return unknown("có vợ (chồng) là người nước ngoài, có gốc nước ngoài hay không")
    return not_applicable("Không có yếu tố nước ngoài.")


def readmission(facts: Facts, rules: RuleSet) -> Finding:
    before = facts.readmission
    if before is None:
        return not_applicable("Không phải kết nạp lại.")
    if before.reason_excluded:
        return failed("Thuộc trường hợp không được xem xét kết nạp lại.")
    if before.times_before:
        return failed("Chỉ được kết nạp lại một lần.", before.times_before, 0)
    return _after_waiting(facts, before, rules)


def _after_waiting(facts: Facts, before: Readmission, rules: RuleSet) -> Finding:
    limits = rules.thresholds
    waits = [
        add_months(start, months)
        for start, months in (
            (before.left_on, limits.readmission_months),
            (before.record_cleared_on, limits.readmission_cleared_months),
        )
        if start is not None
    ]
    changes = (*waits, *consent_dates(before.consent))
    if waits and facts.as_of < max(waits):
        months = limits.readmission_cleared_months if before.record_cleared_on else limits.readmission_months
        return failed(
            f"Chưa đủ {months} tháng; được xem xét từ ngày {day(max(waits))}.",
            before.record_cleared_on or before.left_on,
            months,
            changes,
        )
    if before.left_on is None or before.reason_excluded is None or before.times_before is None:
        return unknown("ngày ra khỏi Đảng, lý do và số lần đã kết nạp lại", changes=changes)
    what = "văn bản đồng ý của ban thường vụ tỉnh ủy về việc kết nạp lại"
    return needs_paper(before.consent, facts.as_of, what=what, changes=changes)
