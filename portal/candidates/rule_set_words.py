"""What the numbers and words of a rule set are called on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.candidates.labels import AUTHORITY
from portal.eligibility.steps import CRITERIA

if TYPE_CHECKING:
    from portal.eligibility.rule_set import RuleSet

THRESHOLDS = {
    "minimum_age_months": "Tuổi thấp nhất (tháng tuổi; 216 = đủ 18 tuổi)",
    "maximum_age_months": "Tuổi cao nhất (tháng tuổi; 720 = đủ 60 tuổi)",
    "youth_age": "Tuổi thanh niên, đến hết (tuổi)",
    "youth_cadre_age": "Tuổi thanh niên của cán bộ Đoàn, đến hết (tuổi)",
    "introducer_months": "Người giới thiệu cùng công tác ít nhất (tháng)",
    "certificate_months": "Giấy chứng nhận lớp bồi dưỡng có giá trị (tháng)",
    "dossier_months": "Hồ sơ dùng được (tháng)",
    "helper_gap_days": "Gián đoạn người giúp đỡ nhiều nhất (ngày)",
    "decision_days": "Ra quyết định kết nạp, từ nghị quyết chi bộ (ngày làm việc)",
    "decision_extension_days": "Gia hạn quyết định kết nạp thêm (ngày làm việc)",
    "ceremony_days": "Tổ chức lễ kết nạp trong (ngày làm việc)",
    "recognition_cell_days": "Chi bộ xét công nhận, sau khi hết dự bị (ngày làm việc)",
    "recognition_decision_days": "Ra quyết định công nhận, từ nghị quyết chi bộ (ngày làm việc)",
    "recognition_extension_days": "Gia hạn quyết định công nhận thêm (ngày làm việc)",
    "probation_months": "Thời gian dự bị (tháng)",
    "readmission_months": "Kết nạp lại sau khi ra khỏi Đảng (tháng)",
    "readmission_cleared_months": "Kết nạp lại sau khi được xóa án tích (tháng)",
    "engagement_months": "Hợp đồng, học tập, biệt phái dài từ (tháng)",
    "rating_years": "Số năm liền hoàn thành tốt nhiệm vụ (năm)",
    "review_months": "Đánh giá định kỳ đủ trong (tháng gần nhất)",
    "attendance_percent": "Dự học ít nhất (% số tiết)",
    "pass_mark": "Điểm đạt bài thu hoạch (thang 10)",
    "paper_attempts": "Số lần được làm bài thu hoạch",
}
EDUCATION = {
    "diploma": "Có bằng tốt nghiệp trung học cơ sở trở lên",
    "completed_programme": "Hoàn thành chương trình trung học cơ sở trở lên",
}
CEREMONY = {"receipt": "Từ ngày nhận quyết định", "issue": "Từ ngày ban hành quyết định"}
AUTHORITY_RULE = {
    "": "Không có thẩm quyền",
    "majority": "Quá một nửa số ủy viên",
    "two_thirds": "Ít nhất 2/3 số ủy viên",
}


def differences(rules: RuleSet, source: RuleSet) -> list[tuple[str, str, str]]:
    """Return label, old and new words of everything two rule sets say differently, but validity."""
    told, before = _told(rules), _told(source)
    return [
        (label, before.get(label, ""), told.get(label, ""))
        for label in dict.fromkeys([*told, *before])
        if before.get(label, "") != told.get(label, "")
    ]


def _told(rules: RuleSet) -> dict[str, str]:
    sources = {f"Căn cứ của {name} · {CRITERIA[name].title}": text for name, text in rules.sources.items()}
    open_ones = {f"{name} · {CRITERIA[name].title}": "chưa đối chiếu" for name in rules.unverified}
    return {
        "Văn bản làm căn cứ": rules.basis,
        "Đối chiếu": "đã đối chiếu" if rules.verified else "chưa đối chiếu",
        "Trình độ học vấn": EDUCATION[rules.education_wording],
        "Hạn tổ chức lễ kết nạp tính": CEREMONY[rules.ceremony_counted_from],
        **{label: str(getattr(rules.thresholds, name)) for name, label in THRESHOLDS.items()},
        **{label: AUTHORITY_RULE[rules.authority.get(name, "")] for name, label in AUTHORITY.items()},
        **sources,
        **open_ones,
    }
