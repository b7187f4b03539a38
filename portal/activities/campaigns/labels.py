"""What campaigns are called."""

from __future__ import annotations

from portal.activities.campaigns.models import CampaignKind, CampaignState, ReportKind

KIND = {
    CampaignKind.MOVEMENT: "Phong trào thi đua",
    CampaignKind.CAMPAIGN: "Cuộc vận động",
    CampaignKind.POLITICAL_ACTIVITY: "Đợt sinh hoạt chính trị",
}
STATE = {
    CampaignState.DRAFT: "Bản nháp",
    CampaignState.RUNNING: "Đang triển khai",
    CampaignState.CLOSED: "Đã tổng kết",
}
STATE_TONE = {CampaignState.DRAFT: "", CampaignState.RUNNING: "blue", CampaignState.CLOSED: "ok"}
REPORT = {ReportKind.PROGRESS: "Báo cáo tiến độ", ReportKind.CLOSING: "Báo cáo tổng kết"}
