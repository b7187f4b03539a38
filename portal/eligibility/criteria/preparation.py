"""How the person was prepared: list, helper, permission, class, dossier (E08–E12, E19–E25)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import day, failed, judge, not_applicable, passed, unknown
from portal.eligibility.dates import add_months

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Facts, Helper
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

ONE_DAY = timedelta(days=1)


def prospect_list(facts: Facts, _rules: RuleSet) -> Finding:
    prospect = facts.prospect
    if prospect is None or prospect.listed_on is None:
        return unknown("nghị quyết chi bộ đưa vào danh sách cảm tình Đảng")
    if prospect.listed_on > facts.as_of:
        return failed(
            f"Đưa vào danh sách ngày {day(prospect.listed_on)}, sau ngày xét.",
            prospect.listed_on,
            None,
            (prospect.listed_on,),
        )
    if prospect.removed_on is not None and prospect.removed_on <= facts.as_of:
        return failed(f"Đã đưa ra khỏi danh sách ngày {day(prospect.removed_on)}.", prospect.removed_on)
    changes = (prospect.removed_on,) if prospect.removed_on else ()
    if not prospect.resolution_no:
        return unknown("số nghị quyết đưa vào danh sách", changes=changes)
    return passed(
        f"Trong danh sách từ {day(prospect.listed_on)}, nghị quyết số {prospect.resolution_no}.",
        prospect.listed_on,
        None,
        changes,
    )


def _helps_on(helper: Helper, on: date) -> bool:
    return helper.from_ is not None and helper.from_ <= on and (helper.to is None or on <= helper.to)


def helper_assigned(facts: Facts, rules: RuleSet) -> Finding:
    if facts.helpers is None:
        return unknown("nghị quyết phân công đảng viên chính thức giúp đỡ")
    changes = tuple(
        change
        for helper in facts.helpers
        for change in (helper.from_, helper.to + ONE_DAY if helper.to else None)
        if change
    )
    current = [helper for helper in facts.helpers if _helps_on(helper, facts.as_of)]
    if any(helper.official for helper in current):
        gap = longest_gap(facts)
        limit = rules.thresholds.helper_gap_days
        note = f" Lưu ý: có lúc gián đoạn {gap} ngày (quá {limit} ngày)." if gap > limit else ""
        return passed(f"Đang có đảng viên chính thức được phân công giúp đỡ.{note}", gap, limit, changes)
    if any(helper.official is None for helper in current):
        return unknown("xác nhận người giúp đỡ là đảng viên chính thức", changes=changes)
    return failed("Hiện không có đảng viên chính thức được phân công giúp đỡ.", 0, 1, changes)


def longest_gap(facts: Facts) -> int:
    """Return the most days in a row without a helper between the first assignment and the date judged."""
    spans = sorted(
        (h.from_, h.to or facts.as_of) for h in facts.helpers or () if h.from_ and h.from_ <= facts.as_of
    )
    longest, covered = 0, None
    for start, end in spans:
        if covered is not None and start > covered:
            longest = max(longest, (start - covered).days - 1)
        covered = end if covered is None else max(covered, end)
    return longest


def dossier_permission(facts: Facts, _rules: RuleSet) -> Finding:
    permission = facts.dossier_permission
    if permission is None or not permission.number or permission.date is None:
        return unknown("văn bản của đảng ủy cơ sở cho phép làm hồ sơ (số, ngày)")
    return judge(
        permission.date <= facts.as_of,
        yes=f"Được phép làm hồ sơ: số {permission.number} ngày {day(permission.date)}.",
        no=f"Được phép làm hồ sơ từ {day(permission.date)}, sau ngày xét.",
        observed=permission.date,
        changes=(permission.date,),
    )


def certificate_exists(facts: Facts, _rules: RuleSet) -> Finding:
    certificate = facts.certificate
    if certificate is None or certificate.issued_on is None or not certificate.number:
        return unknown("giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng (số, ngày cấp)")
    return judge(
        certificate.issued_on <= facts.as_of,
        yes=f"Giấy chứng nhận số {certificate.number} ngày {day(certificate.issued_on)}.",
        no=f"Giấy chứng nhận cấp ngày {day(certificate.issued_on)}, sau ngày xét.",
        observed=certificate.issued_on,
        changes=(certificate.issued_on,),
    )


def certificate_valid(facts: Facts, rules: RuleSet) -> Finding:
    months = rules.thresholds.certificate_months
    if facts.certificate is None or facts.certificate.issued_on is None:
        return unknown("ngày cấp giấy chứng nhận", months)
    until = add_months(facts.certificate.issued_on, months)
    return judge(
        facts.as_of <= until,
        yes=f"Còn giá trị đến hết {day(until)} ({months} tháng).",
        no=f"Hết giá trị từ sau ngày {day(until)} ({months} tháng); phải học lại.",
        observed=facts.certificate.issued_on,
        threshold=months,
        changes=(until + ONE_DAY,),
    )


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
    if history is None or history.declared is None:
        return unknown("lý lịch đã khai và được chứng nhận (chỉ ghi tình trạng, ngày)")
    if not history.declared:
        return failed("Chưa khai lý lịch.")
    if history.certified_on is None:
        return unknown("ngày cấp ủy chứng nhận lý lịch")
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
            yes="Người thẩm tra không phải người vào Đảng hay người thân.",
            no="Người thẩm tra là người vào Đảng hoặc người thân.",
        )
    if check is not None and check.exempt:
        return not_applicable("Không phải thẩm tra riêng.")
    return unknown("xác nhận người thẩm tra không phải người thân")


def political_standard(facts: Facts, _rules: RuleSet) -> Finding:
    if facts.political_standard is None:
        return unknown("kết luận về tiêu chuẩn chính trị", "met")
    words = {"met": "Đủ tiêu chuẩn chính trị.", "undetermined": "Chưa kết luận.", "not_met": "Không đủ."}
    said = words[facts.political_standard]
    return judge(
        facts.political_standard == "met",
        yes=said,
        no=said,
        observed=facts.political_standard,
        threshold="met",
    )


def opinions_collected(facts: Facts, _rules: RuleSet) -> Finding:
    opinions = facts.opinions
    unions, residence = (opinions.unions, opinions.residence) if opinions else (None, None)
    absent = [
        name for name, value in (("đoàn thể", unions), ("chi ủy nơi cư trú", residence)) if value is not True
    ]
    if not absent:
        return passed("Có ý kiến của đoàn thể và chi ủy nơi cư trú.")
    if False in (unions, residence):
        return failed(f"Chưa có ý kiến của {' và '.join(absent)}.")
    return unknown(f"ý kiến của {' và '.join(absent)}")


def dossier_fresh(facts: Facts, rules: RuleSet) -> Finding:
    months = rules.thresholds.dossier_months
    start = facts.dossier_renewed_on or facts.dossier_started_on
    if start is None:
        return unknown("ngày lập hồ sơ", months)
    until = add_months(start, months)
    return judge(
        facts.as_of <= until,
        yes=f"Hồ sơ lập ngày {day(start)}, dùng được đến hết {day(until)}.",
        no=f"Hồ sơ quá {months} tháng từ {day(start)}: làm lại giấy giới thiệu, thẩm tra bổ sung.",
        observed=start,
        threshold=months,
        changes=(until + ONE_DAY,),
    )
