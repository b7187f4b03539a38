"""Who may be considered at all: citizenship, age, education, special circumstances (E01–E07, E32–E35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import day, failed, judge, not_applicable, passed, unknown
from portal.eligibility.dates import add_months, first_of_month, months_between
from portal.eligibility.facts import NotKnown, Paper
from portal.eligibility.verdict import Result

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

EDUCATION = (
    "none",
    "literate",
    "primary",
    "lower_secondary",
    "upper_secondary",
    "college",
    "university",
    "postgraduate",
)
EDUCATION_WORDS = {
    "none": "chưa biết chữ",
    "literate": "biết đọc, biết viết",
    "primary": "tiểu học",
    "lower_secondary": "trung học cơ sở",
    "upper_secondary": "trung học phổ thông",
    "college": "cao đẳng",
    "university": "đại học",
    "postgraduate": "sau đại học",
}
MONTHS_A_YEAR = 12
CENTRAL_CONSENT = "văn bản đồng ý của ban thường vụ cấp ủy trực thuộc Trung ương"


def is_given(paper: Paper | None, on: date) -> bool | None:
    """Tell whether a consent or permission stands on the day; None when it is not fully known."""
    if paper is None or not paper.number or paper.date is None:
        return None
    return paper.date <= on


def citizenship(facts: Facts, _rules: RuleSet) -> Finding:
    if facts.citizenship is None:
        return unknown("quốc tịch (đối chiếu căn cước)", "VN")
    return judge(
        facts.citizenship == "VN",
        yes="Công dân Việt Nam.",
        no="Không phải công dân Việt Nam.",
        observed=facts.citizenship,
        threshold="VN",
    )


def _age(months: int) -> str:
    years, rest = divmod(months, MONTHS_A_YEAR)
    return f"{years} tuổi {rest} tháng" if rest else f"{years} tuổi"


def minimum_age(facts: Facts, rules: RuleSet) -> Finding:
    limit = rules.thresholds.minimum_age_months
    if facts.birth_date is None:
        return unknown("ngày sinh", limit)
    months = months_between(facts.birth_date, facts.as_of)
    note = " Sát ngưỡng tuổi – kiểm tra ngày sinh." if months == limit else ""
    reached = first_of_month(facts.birth_date, limit)
    return judge(
        months >= limit,
        yes=f"{_age(months)}, tính theo tháng, đủ {limit // MONTHS_A_YEAR} tuổi.{note}",
        no=f"Mới {_age(months)}; đủ {limit // MONTHS_A_YEAR} tuổi từ tháng {reached:%m/%Y}.",
        observed=months,
        threshold=limit,
        changes=(reached,),
    )


def maximum_age(facts: Facts, rules: RuleSet) -> Finding:
    limit = rules.thresholds.maximum_age_months
    if facts.birth_date is None:
        return unknown("ngày sinh", limit)
    months = months_between(facts.birth_date, facts.as_of)
    note = " Sát ngưỡng tuổi – kiểm tra ngày sinh." if months == limit else ""
    return judge(
        months <= limit,
        yes=f"{_age(months)}, không quá {limit // MONTHS_A_YEAR} tuổi.{note}",
        no=f"{_age(months)}, quá {limit // MONTHS_A_YEAR} tuổi.",
        observed=months,
        threshold=limit,
        changes=(first_of_month(facts.birth_date, limit + 1),),
    )


def over_age_exception(facts: Facts, rules: RuleSet) -> Finding:
    age = maximum_age(facts, rules)
    if age.result is Result.UNKNOWN:
        return unknown("ngày sinh")
    if age.result is Result.PASS:
        return not_applicable("Không quá tuổi, không cần trường hợp đặc biệt.", age.changes_on)
    consent = is_given(facts.central_consent, facts.as_of)
    parts = (facts.health_and_prestige, facts.special_need, consent)
    return _exception(
        parts,
        yes="Trường hợp quá 60 tuổi được đồng ý bằng văn bản.",
        no="Chưa đủ điều kiện của trường hợp quá 60 tuổi.",
        missing=f"sức khỏe và uy tín, yêu cầu đặc biệt, {CENTRAL_CONSENT}",
    )


def _exception(parts: tuple[bool | None, ...], *, yes: str, no: str, missing: str) -> Finding:
    if False in parts:
        return failed(no)
    if None in parts:
        return unknown(missing)
    return passed(yes)


def _at_least(facts: Facts, level: str) -> bool:
    return facts.education is not None and EDUCATION.index(facts.education) >= EDUCATION.index(level)


def education(facts: Facts, rules: RuleSet) -> Finding:
    wording = "bằng tốt nghiệp" if rules.education_wording == "diploma" else "hoàn thành chương trình"
    if facts.education is None:
        return unknown(f"trình độ học vấn ({wording} THCS trở lên)", "lower_secondary")
    only_completed = facts.education == "lower_secondary" and facts.education_status == "completed_programme"
    enough = _at_least(facts, "lower_secondary")
    if only_completed and rules.education_wording == "diploma":
        enough = False
    return judge(
        enough,
        yes=f"Trình độ {EDUCATION_WORDS[facts.education]}.",
        no=f"Trình độ {EDUCATION_WORDS[facts.education]}; cần {wording} trung học cơ sở trở lên.",
        observed=facts.education,
        threshold="lower_secondary",
    )


def difficult_area_exception(facts: Facts, rules: RuleSet) -> Finding:
    general = education(facts, rules)
    if general.result is Result.UNKNOWN:
        return unknown("trình độ học vấn")
    if general.result is Result.PASS:
        return not_applicable("Đủ trình độ chung, không cần trường hợp đặc biệt.")
    area = None if facts.residence_area is None else facts.residence_area == "difficult"
    return _exception(
        (area, _at_least(facts, "primary")),
        yes="Sinh sống ở địa bàn khó khăn, đã học xong tiểu học.",
        no="Không thuộc trường hợp địa bàn khó khăn với trình độ tiểu học.",
        missing="nơi sinh sống có thuộc địa bàn khó khăn không",
    )


def village_prestige_exception(facts: Facts, rules: RuleSet) -> Finding:
    general = education(facts, rules)
    if general.result is Result.UNKNOWN:
        return unknown("trình độ học vấn")
    if general.result is Result.PASS:
        return not_applicable("Đủ trình độ chung, không cần trường hợp đặc biệt.")
    consent = is_given(facts.central_consent, facts.as_of)
    return _exception(
        (facts.village_prestige, _at_least(facts, "literate"), consent),
        yes="Già làng, trưởng bản, người có uy tín; đã có văn bản đồng ý.",
        no="Không thuộc trường hợp già làng, trưởng bản, người có uy tín.",
        missing=f"xác nhận là người có uy tín và {CENTRAL_CONSENT}",
    )


def competent_level(facts: Facts, rules: RuleSet) -> Finding:
    engagement = facts.engagement
    if engagement is None:
        return not_applicable("Công tác ổn định tại đơn vị.")
    if engagement.type is None or engagement.considering is None:
        return unknown("hình thức làm việc, học tập và nơi xem xét")
    limit = rules.thresholds.contract_months
    if engagement.type != "staff" and engagement.months is None:
        return unknown("số tháng làm việc, học tập hoặc biệt phái", limit)
    is_long = (engagement.months or 0) >= limit
    right = "workplace"
    if engagement.type == "contract" and not is_long:
        right = "residence"
    elif engagement.type in {"study", "secondment"} and is_long:
        right = "host"
    words = {"workplace": "nơi làm việc", "residence": "nơi cư trú", "host": "nơi học tập, biệt phái"}
    return judge(
        engagement.considering == right,
        yes=f"Tổ chức đảng {words[right]} xem xét, đúng quy định.",
        no=f"Phải do tổ chức đảng {words[right]} xem xét.",
        observed=engagement.considering,
        threshold=right,
    )


def religion(facts: Facts, _rules: RuleSet) -> Finding:
    if isinstance(facts.religion, NotKnown):
        return unknown("tôn giáo (ghi “không” nếu không theo)")
    if facts.religion is None or facts.religion.strip().casefold() in {"", "không"}:
        return not_applicable("Không theo tôn giáo.")
    return _needs_consent(facts.religion_consent, facts, "người theo tôn giáo")


def _needs_consent(paper: Paper | None, facts: Facts, who: str) -> Finding:
    given = is_given(paper, facts.as_of)
    if given is None or paper is None or paper.date is None:
        return unknown(f"văn bản đồng ý của cấp ủy cấp trên đối với {who}")
    return judge(
        given,
        yes=f"Có văn bản đồng ý số {paper.number} ngày {day(paper.date)}.",
        no=f"Văn bản đồng ý ngày {day(paper.date)} sau ngày xét.",
        observed=paper.date,
        changes=(paper.date,),
    )


def foreign_relation(facts: Facts, _rules: RuleSet) -> Finding:
    relations = (facts.foreign_spouse, facts.foreign_origin)
    if True in relations:
        return _needs_consent(facts.foreign_consent, facts, "người có yếu tố nước ngoài")
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
    start = before.record_cleared_on or before.left_on
    if start is None or before.reason_excluded is None or before.times_before is None:
        return unknown("ngày ra khỏi Đảng, lý do và số lần kết nạp lại")
    limits = rules.thresholds
    months = limits.readmission_cleared_months if before.record_cleared_on else limits.readmission_months
    reached = add_months(start, months)
    if facts.as_of < reached:
        return failed(f"Chưa đủ {months} tháng; đủ từ {day(reached)}.", start, months, (reached,))
    return _needs_consent(before.consent, facts, "trường hợp kết nạp lại")
