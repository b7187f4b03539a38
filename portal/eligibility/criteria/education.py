"""Schooling, and the two exceptions for difficult areas (E05–E07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from portal.eligibility.criteria.consent import consent_dates, is_given
from portal.eligibility.criteria.findings import all_hold, failed, judge, not_applicable, passed, unknown
from portal.eligibility.facts import Education
from portal.eligibility.verdict import Result

if TYPE_CHECKING:
    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

LEVELS: tuple[str, ...] = get_args(Education)
"""The levels, lowest first."""

LEVEL_WORDS = {
    "none": "chưa biết chữ",
    "literate": "biết đọc, biết viết chữ quốc ngữ",
    "primary": "tiểu học",
    "lower_secondary": "trung học cơ sở",
    "upper_secondary": "trung học phổ thông",
    "college": "trung cấp, cao đẳng",
    "university": "đại học",
    "postgraduate": "sau đại học",
}
WORDING = {
    "diploma": "bằng tốt nghiệp trung học cơ sở trở lên",
    "completed_programme": "hoàn thành chương trình trung học cơ sở trở lên",
}


def _at_least(facts: Facts, level: str) -> bool:
    return facts.education is not None and LEVELS.index(facts.education) >= LEVELS.index(level)


def education(facts: Facts, rules: RuleSet) -> Finding:
    needed = WORDING[rules.education_wording]
    if facts.education is None:
        return unknown(f"trình độ học vấn (cần {needed})", "lower_secondary")
    only_completed = facts.education == "lower_secondary" and facts.education_status == "completed_programme"
    has_diploma_needed = not (only_completed and rules.education_wording == "diploma")
    said = LEVEL_WORDS[facts.education] + (", chưa có bằng" if only_completed else "")
    return judge(
        _at_least(facts, "lower_secondary") and has_diploma_needed,
        yes=f"Trình độ {said}; đủ mức {needed}.",
        no=f"Trình độ {said}; cần {needed}.",
        observed=facts.education,
        threshold="lower_secondary",
    )


def _spared(facts: Facts, rules: RuleSet) -> Finding | None:
    """Return the answer of an exception that is not needed, or cannot be told to be."""
    general = education(facts, rules)
    if general.result is Result.UNKNOWN:
        return unknown("trình độ học vấn")
    if general.result is Result.PASS:
        return not_applicable("Đủ trình độ chung, không cần xét trường hợp đặc biệt.")
    return None


def difficult_area_exception(facts: Facts, rules: RuleSet) -> Finding:
    spared = _spared(facts, rules)
    if spared is not None:
        return spared
    area = None if facts.residence_area is None else facts.residence_area == "difficult"
    holds = all_hold(area, _at_least(facts, "primary"))
    if holds is None:
        return unknown("xác nhận nơi sinh sống thuộc địa bàn khó khăn")
    if holds:
        return passed("Sinh sống ở địa bàn khó khăn, đã học xong tiểu học.")
    return failed("Không thuộc trường hợp sinh sống ở địa bàn khó khăn và đã học xong tiểu học.")


def village_prestige_exception(facts: Facts, rules: RuleSet) -> Finding:
    spared = _spared(facts, rules)
    if spared is not None:
        return spared
    if difficult_area_exception(facts, rules).result is Result.PASS:
        return not_applicable("Đã thuộc trường hợp địa bàn khó khăn.")
    changes = consent_dates(facts.central_consent)
    consent = is_given(facts.central_consent, facts.as_of)
    holds = all_hold(facts.village_prestige, _at_least(facts, "literate"), consent)
    if holds is None:
        return unknown(
            "xác nhận là già làng, trưởng bản, người có uy tín và "
            "văn bản đồng ý của ban thường vụ cấp ủy trực thuộc Trung ương",
            changes=changes,
        )
    if holds:
        return passed("Già làng, trưởng bản, người có uy tín; đã có văn bản đồng ý.", changes=changes)
    return failed("Không thuộc trường hợp già làng, trưởng bản, người có uy tín.", changes=changes)
