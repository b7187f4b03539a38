"""The criteria, and which of them the gate of each step judges (eligibility.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from portal.eligibility.criteria import (
    age,
    certificate,
    circumstances,
    clocks,
    dossier,
    education,
    introducers,
    practice,
    probation,
    prospect,
    votes,
)
from portal.eligibility.facts import Facts
from portal.eligibility.rule_set import RuleSet
from portal.eligibility.verdict import Finding, Kind

Judge = Callable[[Facts, RuleSet], Finding]


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """One condition: its id, short Vietnamese title for pages, kind, and how it is judged.

    ``lifted_by`` names the exceptions that waive it when one of them holds.
    """

    id: str
    title: str
    kind: Kind
    judge: Judge
    lifted_by: tuple[str, ...] = ()


_EDUCATION_EXCEPTIONS = ("E06", "E07")
_ALL = (
    Criterion("E01", "Quốc tịch", Kind.HARD, circumstances.citizenship),
    Criterion("E02", "Đủ 18 tuổi", Kind.HARD, age.minimum_age),
    Criterion("E03", "Không quá 60 tuổi", Kind.HARD, age.maximum_age, ("E04",)),
    Criterion("E04", "Trường hợp trên 60 tuổi", Kind.EXCEPTION, age.over_age_exception),
    Criterion("E05", "Trình độ học vấn", Kind.HARD, education.education, _EDUCATION_EXCEPTIONS),
    Criterion("E05b", "Trình độ học vấn", Kind.HARD, education.education, _EDUCATION_EXCEPTIONS),
    Criterion("E06", "Trường hợp địa bàn khó khăn", Kind.EXCEPTION, education.difficult_area_exception),
    Criterion("E07", "Trường hợp người có uy tín", Kind.EXCEPTION, education.village_prestige_exception),
    Criterion("E08", "Danh sách cảm tình Đảng", Kind.HARD, prospect.prospect_list),
    Criterion("E09", "Đảng viên giúp đỡ", Kind.HARD, prospect.helper_assigned),
    Criterion("E10", "Cho phép làm hồ sơ", Kind.GATE, prospect.dossier_permission),
    Criterion("E11", "Giấy chứng nhận lớp bồi dưỡng", Kind.HARD, certificate.certificate_exists),
    Criterion("E12", "Giấy chứng nhận còn giá trị", Kind.HARD, certificate.certificate_valid),
    Criterion("E13", "Đủ người giới thiệu", Kind.HARD, introducers.introducers_complete),
    Criterion("E14", "Người giới thiệu là đảng viên chính thức", Kind.HARD, introducers.introducer_official),
    Criterion("E15", "Cùng công tác từ 12 tháng", Kind.HARD, introducers.together_long_enough),
    Criterion("E16", "Đoàn viên, nghị quyết của Đoàn", Kind.HARD, introducers.youth_union_member),
    Criterion("E17", "Đoàn viên công đoàn, nghị quyết", Kind.HARD, introducers.trade_union_member),
    Criterion("E18", "Quá tuổi thanh niên", Kind.HARD, introducers.past_youth_age),
    Criterion("E19", "Đơn xin vào Đảng", Kind.HARD, dossier.application),
    Criterion("E20", "Lý lịch được chứng nhận", Kind.HARD, dossier.history_certified),
    Criterion("E21", "Thẩm tra, xác minh", Kind.HARD, dossier.verification_answered),
    Criterion("E22", "Người thẩm tra không phải người thân", Kind.HARD, dossier.verifier_not_family),
    Criterion("E23", "Tiêu chuẩn chính trị", Kind.GATE, dossier.political_standard),
    Criterion("E24", "Ý kiến đoàn thể và nơi cư trú", Kind.HARD, dossier.opinions_collected),
    Criterion("E25", "Hồ sơ còn mới", Kind.HARD, dossier.dossier_fresh),
    Criterion("E26", "Biểu quyết của chi bộ", Kind.HARD, votes.cell_vote),
    Criterion("E27", "Biểu quyết của đảng ủy cơ sở", Kind.HARD, votes.committee_vote),
    Criterion("E28", "Biểu quyết của cấp có thẩm quyền", Kind.HARD, votes.authority_vote),
    Criterion("E29", "Thời hạn ra quyết định", Kind.SOFT, clocks.decision_on_time),
    Criterion("E30", "Thời hạn tổ chức lễ kết nạp", Kind.GATE, clocks.ceremony_on_time),
    Criterion("E31", "Mỗi người một quyết định", Kind.HARD, clocks.own_decision_number),
    Criterion("E32", "Đúng tổ chức xem xét", Kind.HARD, circumstances.competent_level),
    Criterion("E33", "Người theo tôn giáo", Kind.GATE, circumstances.religion),
    Criterion("E34", "Yếu tố nước ngoài", Kind.GATE, circumstances.foreign_relation),
    Criterion("E35", "Kết nạp lại", Kind.HARD, circumstances.readmission),
    Criterion("E37", "Kết quả công tác", Kind.SOFT, practice.work_result),
    Criterion("E38", "Kết quả học tập", Kind.SOFT, practice.study_result),
    Criterion("E39", "Đánh giá định kỳ", Kind.SOFT, practice.reviews_complete),
    Criterion("E40", "Nhiệm vụ được giao", Kind.SOFT, practice.task_given),
    Criterion("E41", "Hoàn thành lớp bồi dưỡng", Kind.HARD, certificate.class_completed),
    Criterion("R01", "Đủ 12 tháng dự bị", Kind.HARD, probation.probation_length),
    Criterion("R02", "Bản tự kiểm điểm", Kind.HARD, probation.self_review),
    Criterion("R03", "Lớp bồi dưỡng đảng viên mới", Kind.HARD, probation.new_member_class),
    Criterion("R04", "Nhận xét và ý kiến", Kind.HARD, probation.remarks),
    Criterion("R05", "Biểu quyết công nhận", Kind.HARD, votes.recognition_vote),
    Criterion("R06", "Thời hạn công nhận", Kind.SOFT, clocks.recognition_on_time),
)
CRITERIA = {criterion.id: criterion for criterion in _ALL}

NEVER_WAIVED = frozenset({"E01", "E02", "E23", "E26", "E28", "R01"})
"""What no person may let go: citizenship, age of majority, political standard, the votes of the cell
and of the deciding body, the year of probation."""

_DOSSIER = ("E01", "E05", "E06", "E07", "E08", "E09", "E10", "E11", "E12")
_SOFT = ("E37", "E38", "E39", "E40")
_CELL = (
    *("E02", "E03", "E04", "E13", "E14", "E15", "E16", "E17", "E18", "E19", "E20", "E21", "E22"),
    *("E24", "E25", "E32", "E33", "E34", "E35"),
)
STEPS: dict[str, tuple[str, ...]] = {
    "dossier": (*_DOSSIER, *_SOFT),
    "cell": (*sorted((*_DOSSIER, *_CELL)), *_SOFT),
    "committee": ("E26",),
    "decision": ("E23", "E26", "E27", "E29"),
    "ceremony": ("E28", "E30", "E31"),
    "recognition": ("R01", "R02", "R03", "R04", "R05", "R06"),
    "certificate": ("E41",),
}
"""E36 (population policy) is historical and never judged."""


def criteria_of(step: str, rules: RuleSet) -> tuple[Criterion, ...]:
    """Return the criteria a step judges under a rule set, in the order they are shown."""
    return _criteria_of(step, rules.education_wording)


@cache
def _criteria_of(step: str, wording: str) -> tuple[Criterion, ...]:
    education = "E05b" if wording == "completed_programme" else "E05"
    return tuple(CRITERIA[education if name == "E05" else name] for name in STEPS[step])


def criteria_judged(wording: str) -> tuple[str, ...]:
    """Return the ids of all criteria that any step judges under a wording of the education."""
    return tuple(dict.fromkeys(item.id for step in STEPS for item in _criteria_of(step, wording)))
