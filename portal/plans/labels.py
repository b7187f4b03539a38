"""What the parts of plans and check-ups are called on pages."""

from __future__ import annotations

from portal.kernel.wording import Spoken
from portal.plans.planning import CheckUpKind, CheckUpState, Measure, Standing, TaskState, Verdict

MEASURE = {
    Measure.ADMITTED: "Số người có quyết định kết nạp",
    Measure.LISTED: "Số quần chúng đưa vào danh sách",
    Measure.CERTIFIED: "Số người được cấp giấy chứng nhận lớp bồi dưỡng",
    Measure.HELPED: "% người trong danh sách có đảng viên giúp đỡ",
    Measure.DONE: "Làm xong hay chưa (tự đánh dấu)",
}
STANDING = Spoken(
    {
        Standing.DRAFT: "bản nháp",
        Standing.SUBMITTED: "chờ {bloc} trả lời",
        Standing.RETURNED: "{bloc} trả lại",
        Standing.ACCEPTED: "đã được chấp nhận",
    }
)
STANDING_TONE = {
    Standing.DRAFT: "",
    Standing.SUBMITTED: "blue",
    Standing.RETURNED: "warn",
    Standing.ACCEPTED: "ok",
}
VERDICT = {Verdict.ACCEPTED: "Chấp nhận kế hoạch", Verdict.RETURNED: "Trả lại để bổ sung"}
TASK = {TaskState.DONE: "đạt", TaskState.RUNNING: "đang làm", TaskState.LATE: "quá hạn"}
TASK_TONE = {TaskState.DONE: "ok", TaskState.RUNNING: "blue", TaskState.LATE: "red"}
CHECK_UP_KIND = {CheckUpKind.INSPECTION: "Kiểm tra", CheckUpKind.SUPERVISION: "Giám sát"}
CHECK_UP = Spoken(
    {
        CheckUpState.PLANNED: "đã báo lịch",
        CheckUpState.TO_MEND: "chờ đơn vị khắc phục",
        CheckUpState.REPORTED: "chờ {bloc} kết thúc",
        CheckUpState.CLOSED: "đã kết thúc",
    }
)
CHECK_UP_TONE = {
    CheckUpState.PLANNED: "blue",
    CheckUpState.TO_MEND: "warn",
    CheckUpState.REPORTED: "blue",
    CheckUpState.CLOSED: "ok",
}


def period_words(term_code: str, year: int) -> str:
    """Return the period of a plan in words."""
    return f"năm {year}" if year else f"nhiệm kỳ {term_code}"
