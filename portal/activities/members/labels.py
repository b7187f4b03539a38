"""What titles are called on pages and in reports."""

from __future__ import annotations

from portal.activities.members.models import Title

TITLE = {
    Title.ADVANCED_WORKER: "Lao động tiên tiến",
    Title.GRASSROOTS_FIGHTER: "Chiến sĩ thi đua cơ sở",
    Title.PROVINCIAL_FIGHTER: "Chiến sĩ thi đua cấp tỉnh",
    Title.OUTSTANDING_YOUTH_MEMBER: "Đoàn viên ưu tú",
    Title.OUTSTANDING_UNION_MEMBER: "Đoàn viên công đoàn xuất sắc",
    Title.MERIT_CERTIFICATE: "Giấy khen",
    Title.MERIT_DIPLOMA: "Bằng khen",
}
