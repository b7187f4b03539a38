"""On the list, helped, permitted (E08–E10)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from portal.eligibility.criteria.consent import needs_paper
from portal.eligibility.criteria.findings import day, failed, passed, unknown

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Facts, Helper
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

ONE_DAY = timedelta(days=1)


def prospect_list(facts: Facts, _rules: RuleSet) -> Finding:
    prospect = facts.prospect
    if prospect is None or prospect.listed_on is None:
        return unknown("nghị quyết chi bộ đưa vào danh sách cảm tình Đảng (số, ngày)")
    listed = prospect.listed_on
    was_listed_again = prospect.removed_on is not None and prospect.removed_on < listed
    removed = None if was_listed_again else prospect.removed_on
    changes = (listed, removed) if removed else (listed,)
    if removed is not None and removed <= facts.as_of:
        return failed(f"Đã đưa ra khỏi danh sách ngày {day(removed)}.", removed, None, changes)
    if listed > facts.as_of:
        return failed(f"Đưa vào danh sách ngày {day(listed)}, sau ngày xét.", listed, None, changes)
    if not prospect.resolution_no:
        return unknown("số nghị quyết chi bộ đưa vào danh sách", changes=changes)
    return passed(
        f"Trong danh sách từ {day(listed)}, nghị quyết số {prospect.resolution_no}.", listed, None, changes
    )


def helper_assigned(facts: Facts, rules: RuleSet) -> Finding:
    if facts.helpers is None:
        return unknown("nghị quyết phân công đảng viên chính thức giúp đỡ")
    changes = _helper_dates(facts.helpers)
    current = [helper for helper in facts.helpers if _helps_on(helper, facts.as_of)]
    if any(helper.official for helper in current):
        gap, limit = longest_gap(facts), rules.thresholds.helper_gap_days
        note = f" Lưu ý: có lúc gián đoạn {gap} ngày (quá {limit} ngày)." if gap > limit else ""
        return passed(f"Đang có đảng viên chính thức được phân công giúp đỡ.{note}", gap, limit, changes)
    if any(helper.official is None for helper in current):
        return unknown("xác nhận người giúp đỡ là đảng viên chính thức", changes=changes)
    return failed("Hiện không có đảng viên chính thức được phân công giúp đỡ.", changes=changes)


def _helper_dates(helpers: tuple[Helper, ...]) -> tuple[date, ...]:
    starts = [helper.from_ for helper in helpers if helper.from_]
    ends = [helper.to + ONE_DAY for helper in helpers if helper.to]
    return (*starts, *ends)


def _helps_on(helper: Helper, on: date) -> bool:
    return helper.from_ is not None and helper.from_ <= on and (helper.to is None or on <= helper.to)


def longest_gap(facts: Facts) -> int:
    """Return the most days in a row without a helper between the first assignment and the date judged."""
    spans = sorted(
        (helper.from_, helper.to or facts.as_of)
        for helper in facts.helpers or ()
        if helper.official and helper.from_ and helper.from_ <= facts.as_of
    )
    longest, covered = 0, None
    for start, end in spans:
        if covered is not None:
            longest = max(longest, (start - covered).days - 1)
        covered = end if covered is None else max(covered, end)
    return longest


def dossier_permission(facts: Facts, _rules: RuleSet) -> Finding:
    what = "văn bản của đảng ủy cơ sở cho phép làm hồ sơ"
    return needs_paper(facts.dossier_permission, facts.as_of, what=what)
