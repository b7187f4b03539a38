"""What kinds, states and roles of activities are called."""

from __future__ import annotations

from portal.activities.log.models import ActivityKind, ActivityState, ParticipationRole

KIND = {
    ActivityKind.VOLUNTEERING: "Tình nguyện, vì cộng đồng",
    ActivityKind.BLOOD_DONATION: "Hiến máu",
    ActivityKind.DIGITAL_SUPPORT: "Chuyển đổi số, hỗ trợ người dân",
    ActivityKind.POLITICAL_EDUCATION: "Giáo dục chính trị, truyền thống",
    ActivityKind.CONTEST: "Hội thi, cuộc thi tìm hiểu",
    ActivityKind.SPORT_CULTURE: "Thể thao, văn nghệ",
    ActivityKind.CHARITY: "Quyên góp, nghĩa tình",
    ActivityKind.INITIATIVE: "Sáng kiến, công trình",
    ActivityKind.MEETING: "Sinh hoạt, hội nghị",
    ActivityKind.OTHER: "Khác",
}
STATE = {
    ActivityState.PLANNED: "Dự kiến",
    ActivityState.HELD: "Đã tổ chức",
    ActivityState.REPORTED: "Đã báo cáo",
    ActivityState.APPROVED: "Đã duyệt",
    ActivityState.CANCELLED: "Không tổ chức",
}
STATE_TONE = {
    ActivityState.PLANNED: "blue",
    ActivityState.HELD: "warn",
    ActivityState.REPORTED: "warn",
    ActivityState.APPROVED: "ok",
    ActivityState.CANCELLED: "",
}
ROLE = {
    ParticipationRole.ORGANIZED: "Tổ chức",
    ParticipationRole.CORE: "Nòng cốt",
    ParticipationRole.TOOK_PART: "Tham gia",
}
USUAL_TITLES = (
    "Hiến máu tình nguyện “Giọt hồng cơ quan”",
    "Ngày thứ Bảy tình nguyện",
    "Hỗ trợ người dân nộp hồ sơ trực tuyến",
    "Thăm khu di tích – địa chỉ đỏ",
    "Cuộc thi trực tuyến tìm hiểu về Đảng",
    "Trồng cây “Đời đời nhớ ơn Bác Hồ”",
    "Thầy thuốc trẻ khám bệnh miễn phí",
    "Giao lưu truyền thống với Hội Cựu chiến binh",
    "Hội thao cán bộ, công chức, viên chức",
    "Quyên góp ủng hộ đồng bào vùng lũ",
    "Câu lạc bộ lý luận trẻ",
    "Bữa sáng yêu thương",
)
"""Offered while a title is typed (rules.md §13.3)."""
