"""Which papers and statements the clerk may record, and what each asks for. Pure.

A kind becomes one part of the eligibility facts (design/eligibility.md); nothing else about the
paper is kept (rules.md §0.6, §8.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class PaperState(StrEnum):
    """How far a paper is; a paper nobody recorded is missing and has no state."""

    IN_PROGRESS = "in_progress"
    HELD = "held"
    SUBMITTED = "submitted"
    RETURNED = "returned"


STATE_WORDS = {
    PaperState.IN_PROGRESS: "đang làm",
    PaperState.HELD: "đã có",
    PaperState.SUBMITTED: "đã nộp",
    PaperState.RETURNED: "trả lại",
}
THERE = frozenset({PaperState.HELD, PaperState.SUBMITTED})
"""States in which a paper counts as evidence; one sent back has to be made good first."""


class EvidenceKind(StrEnum):
    DOSSIER_PERMISSION = "dossier_permission"
    APPLICATION = "application"
    INTRODUCTION = "introduction"
    HISTORY_CERTIFIED = "history_certified"
    VERIFICATION = "verification"
    POLITICAL_STANDARD = "political_standard"
    OPINIONS = "opinions"
    DOSSIER_RENEWED = "dossier_renewed"
    YOUTH_CADRE = "youth_cadre"
    TASK_GIVEN = "task_given"
    WORK_RATING = "work_rating"
    STUDY_RESULT = "study_result"
    RELIGION_CONSENT = "religion_consent"
    FOREIGN_TIES = "foreign_ties"
    FOREIGN_CONSENT = "foreign_consent"
    CENTRAL_CONSENT = "central_consent"
    ENGAGEMENT = "engagement"
    DECISION_EXTENSION = "decision_extension"
    DECISION_RECEIVED = "decision_received"
    LATE_CEREMONY_CONSENT = "late_ceremony_consent"
    PROBATION_SELF_REVIEW = "probation_self_review"
    PROBATION_REMARK = "probation_remark"
    PROBATION_OPINIONS = "probation_opinions"
    CLASS_CERTIFICATE = "class_certificate"
    CELL_RESOLUTION = "cell_resolution"
    SECTION_APPRAISAL = "section_appraisal"
    COMMITTEE_RESOLUTION = "committee_resolution"
    ADMISSION_DECISION = "admission_decision"
    MEMBER_HISTORY = "member_history"
    MEMBER_CARD = "member_card"
    NEW_MEMBER_CERTIFICATE = "new_member_certificate"
    RECOGNITION_CELL_RESOLUTION = "recognition_cell_resolution"
    RECOGNITION_SECTION_APPRAISAL = "recognition_section_appraisal"
    RECOGNITION_COMMITTEE_RESOLUTION = "recognition_committee_resolution"
    RECOGNITION_DECISION = "recognition_decision"


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """How one kind is recorded.

    ``criteria`` are the criteria it settles; ``choices`` one of which is taken, ``flags`` of
    which any may hold; ``is_many`` kinds stand beside each other instead of superseding;
    ``is_custody`` kinds say only where a paper lies whose number and date another record holds.
    """

    label: str
    criteria: tuple[str, ...]
    help: str = ""
    needs_number: bool = False
    needs_date: bool = True
    date_label: str = "Ngày"
    choices: tuple[tuple[str, str], ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    is_many: bool = False
    has_introducer: bool = False
    has_months: bool = False
    is_custody: bool = False


def _custody(label: str) -> EvidenceRule:
    return EvidenceRule(label, (), needs_date=False, is_custody=True)


RATINGS = (
    ("excellent", "Hoàn thành xuất sắc nhiệm vụ"),
    ("good", "Hoàn thành tốt nhiệm vụ"),
    ("completed", "Hoàn thành nhiệm vụ"),
    ("not_completed", "Không hoàn thành nhiệm vụ"),
)

RULES: dict[EvidenceKind, EvidenceRule] = {
    EvidenceKind.DOSSIER_PERMISSION: EvidenceRule(
        "Cho phép làm hồ sơ", ("E10",), "Văn bản của đảng ủy cơ sở cho phép làm hồ sơ.", needs_number=True
    ),
    EvidenceKind.APPLICATION: EvidenceRule(
        "Đơn xin vào Đảng", ("E19",), "Đơn tự viết tay.", date_label="Ngày viết đơn"
    ),
    EvidenceKind.INTRODUCTION: EvidenceRule(
        "Giấy hoặc nghị quyết giới thiệu",
        ("E13", "E14", "E15", "E16", "E17"),
        "Mỗi người hoặc tổ chức giới thiệu ghi một lần.",
        choices=(
            ("official_member", "Đảng viên chính thức"),
            ("youth_union", "Đoàn Thanh niên cơ sở"),
            ("trade_union", "Công đoàn cơ sở"),
        ),
        is_many=True,
        has_introducer=True,
    ),
    EvidenceKind.HISTORY_CERTIFIED: EvidenceRule(
        "Lý lịch đã chứng nhận",
        ("E20",),
        "Chỉ ghi đã khai và ngày cấp ủy chứng nhận; không nhập nội dung lý lịch.",
        date_label="Ngày cấp ủy chứng nhận",
    ),
    EvidenceKind.VERIFICATION: EvidenceRule(
        "Thẩm tra lý lịch",
        ("E21", "E22"),
        choices=(("complete", "Đã có trả lời đầy đủ"), ("exempt", "Thuộc diện không phải thẩm tra")),
        flags=(("verifier_is_family", "Người thẩm tra là người thân của quần chúng"),),
    ),
    EvidenceKind.POLITICAL_STANDARD: EvidenceRule(
        "Tiêu chuẩn chính trị",
        ("E23",),
        "Chỉ ghi kết luận; không ghi lý do.",
        choices=(("met", "Đủ"), ("undetermined", "Chưa kết luận"), ("not_met", "Không đủ")),
    ),
    EvidenceKind.OPINIONS: EvidenceRule(
        "Ý kiến nhận xét",
        ("E24",),
        flags=(
            ("unions", "Đã có ý kiến tổ chức chính trị - xã hội"),
            ("residence", "Đã có ý kiến chi ủy nơi cư trú"),
        ),
    ),
    EvidenceKind.DOSSIER_RENEWED: EvidenceRule(
        "Làm lại giấy tờ hồ sơ quá 12 tháng", ("E25",), date_label="Ngày làm lại xong"
    ),
    EvidenceKind.YOUTH_CADRE: EvidenceRule(
        "Cán bộ Đoàn", ("E18",), needs_date=False, choices=(("yes", "Đang là cán bộ Đoàn"), ("no", "Không"))
    ),
    EvidenceKind.TASK_GIVEN: EvidenceRule(
        "Giao việc thử thách", ("E40",), "Việc chi bộ giao và đã có kết quả.", date_label="Ngày có kết quả"
    ),
    EvidenceKind.WORK_RATING: EvidenceRule(
        "Xếp loại công tác hằng năm",
        ("E37",),
        "Mỗi năm ghi một lần.",
        date_label="Ngày quyết định xếp loại",
        choices=RATINGS,
        is_many=True,
    ),
    EvidenceKind.STUDY_RESULT: EvidenceRule(
        "Kết quả học tập, rèn luyện",
        ("E38",),
        choices=(
            ("excellent", "Học lực xuất sắc"),
            ("good", "Học lực giỏi"),
            ("fair", "Học lực khá"),
            ("average", "Học lực trung bình"),
        ),
        flags=(("conduct_fair", "Rèn luyện khá trở lên"), ("no_failed_course", "Không có môn chưa đạt")),
    ),
    EvidenceKind.RELIGION_CONSENT: EvidenceRule(
        "Văn bản đồng ý với người theo tôn giáo", ("E33",), needs_number=True
    ),
    EvidenceKind.FOREIGN_TIES: EvidenceRule(
        "Yếu tố nước ngoài",
        ("E34",),
        "Không đánh dấu ô nào nghĩa là đã hỏi và không có.",
        flags=(("spouse", "Vợ hoặc chồng là người nước ngoài"), ("origin", "Người Việt Nam gốc nước ngoài")),
    ),
    EvidenceKind.FOREIGN_CONSENT: EvidenceRule(
        "Văn bản đồng ý về yếu tố nước ngoài", ("E34",), needs_number=True
    ),
    EvidenceKind.CENTRAL_CONSENT: EvidenceRule(
        "Văn bản đồng ý của ban thường vụ trực thuộc Trung ương",
        ("E04", "E07"),
        needs_number=True,
        flags=(
            ("special_need", "Nơi chưa có tổ chức đảng, đảng viên hoặc do yêu cầu đặc biệt"),
            ("health_and_prestige", "Có sức khỏe và uy tín"),
        ),
    ),
    EvidenceKind.ENGAGEMENT: EvidenceRule(
        "Hình thức làm việc, học tập",
        ("E32",),
        "Chỉ cần với hợp đồng, biệt phái, học tập trung.",
        choices=(
            ("staff", "Biên chế"),
            ("contract", "Hợp đồng lao động"),
            ("study", "Đi học tập trung"),
            ("secondment", "Biệt phái"),
        ),
        flags=(("is_host", "Đơn vị này là nơi đến học hoặc biệt phái"),),
        has_months=True,
    ),
    EvidenceKind.DECISION_EXTENSION: EvidenceRule(
        "Gia hạn thời hạn ra quyết định",
        ("E29", "R06"),
        "Văn bản của cấp có thẩm quyền cho gia hạn.",
        needs_number=True,
    ),
    EvidenceKind.DECISION_RECEIVED: EvidenceRule(
        "Chi bộ nhận quyết định kết nạp", ("E30",), date_label="Ngày nhận quyết định"
    ),
    EvidenceKind.LATE_CEREMONY_CONSENT: EvidenceRule(
        "Đồng ý tổ chức lễ kết nạp muộn", ("E30",), needs_number=True
    ),
    EvidenceKind.PROBATION_SELF_REVIEW: EvidenceRule(
        "Bản tự kiểm điểm của đảng viên dự bị", ("R02",), date_label="Ngày viết"
    ),
    EvidenceKind.PROBATION_REMARK: EvidenceRule(
        "Nhận xét của đảng viên giúp đỡ người dự bị", ("R04",), date_label="Ngày nhận xét"
    ),
    EvidenceKind.PROBATION_OPINIONS: EvidenceRule(
        "Tổng hợp ý kiến nhận xét đảng viên dự bị",
        ("R04",),
        "Ý kiến của tổ chức chính trị - xã hội và chi ủy nơi cư trú.",
        date_label="Ngày tổng hợp",
    ),
    EvidenceKind.MEMBER_HISTORY: EvidenceRule("Lý lịch đảng viên", (), date_label="Ngày khai"),
    EvidenceKind.MEMBER_CARD: EvidenceRule("Phiếu đảng viên", (), date_label="Ngày lập"),
    EvidenceKind.SECTION_APPRAISAL: EvidenceRule("Báo cáo thẩm định của đảng ủy bộ phận", ()),
    EvidenceKind.RECOGNITION_SECTION_APPRAISAL: EvidenceRule(
        "Báo cáo thẩm định của đảng ủy bộ phận về công nhận chính thức", ()
    ),
    EvidenceKind.CLASS_CERTIFICATE: _custody("Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng"),
    EvidenceKind.CELL_RESOLUTION: _custody("Nghị quyết chi bộ đề nghị kết nạp"),
    EvidenceKind.COMMITTEE_RESOLUTION: _custody("Nghị quyết đảng ủy cơ sở đề nghị kết nạp"),
    EvidenceKind.ADMISSION_DECISION: _custody("Quyết định kết nạp đảng viên"),
    EvidenceKind.NEW_MEMBER_CERTIFICATE: _custody("Giấy chứng nhận lớp bồi dưỡng đảng viên mới"),
    EvidenceKind.RECOGNITION_CELL_RESOLUTION: _custody("Nghị quyết chi bộ đề nghị công nhận chính thức"),
    EvidenceKind.RECOGNITION_COMMITTEE_RESOLUTION: _custody(
        "Nghị quyết đảng ủy cơ sở đề nghị công nhận chính thức"
    ),
    EvidenceKind.RECOGNITION_DECISION: _custody("Quyết định công nhận đảng viên chính thức"),
}


def kinds_for(criterion: str) -> tuple[EvidenceKind, ...]:
    """Return the kinds that settle a criterion, so that a page can offer the right form."""
    return tuple(kind for kind, rule in RULES.items() if criterion in rule.criteria)


INTRODUCER_FLAGS = (
    ("official", "Người giới thiệu là đảng viên chính thức"),
    ("is_replacement", "Thay người giới thiệu trước"),
    ("after_move", "Quần chúng mới chuyển đến đơn vị"),
)


def describe_value(kind: EvidenceKind, value: Mapping[str, Any]) -> str:
    """Return what was recorded about a paper, in the words of its form."""
    rule = RULES[kind]
    flags = rule.flags + (INTRODUCER_FLAGS if rule.has_introducer else ())
    words = [dict(rule.choices).get(str(value.get("choice")), "")]
    words += [label for word, label in flags if value.get(word)]
    words.append(f"{value['months']} tháng" if value.get("months") is not None else "")
    return " · ".join(word for word in words if word)
