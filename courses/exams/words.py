"""Vietnamese words of the exams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courses.bank.formats.question import DIFFICULTY_LABELS, Difficulty
from courses.bank.types import essay
from courses.exams.events import EventKind
from courses.exams.models import ExamPurpose, ExamState, ReviewPolicy
from courses.exams.orders import OrderKind

PURPOSE_LABELS = {ExamPurpose.SCREENING: "Kiểm tra cuối khóa", ExamPurpose.REFLECTION: "Thu hoạch"}
STATE_LABELS = {
    ExamState.DRAFT: "bản nháp",
    ExamState.PUBLISHED: "đã công bố",
    ExamState.CLOSED: "đã đóng",
}
POLICY_LABELS = {
    ReviewPolicy.SCORE_ONLY: "chỉ xem điểm",
    ReviewPolicy.ANSWERS_AFTER_CLOSE: "xem lại bài và đáp án sau khi đóng bài thi",
    ReviewPolicy.ANSWERS_AFTER_RESULTS: "xem lại bài và đáp án sau khi công nhận kết quả lớp",
}
REFLECTION_POLICY_LABELS = {
    ReviewPolicy.SCORE_ONLY: "chỉ xem điểm",
    ReviewPolicy.ANSWERS_AFTER_CLOSE: "xem lại bài và nhận xét của người chấm sau khi đóng bài thi",
    ReviewPolicy.ANSWERS_AFTER_RESULTS: "xem lại bài và nhận xét sau khi công nhận kết quả lớp",
}
STATE_TONES = {ExamState.DRAFT: "warn", ExamState.PUBLISHED: "ok", ExamState.CLOSED: ""}
EVENT_LABELS = {
    EventKind.FOCUS_LOST: "rời trang làm bài",
    EventKind.FOCUS_BACK: "trở lại trang làm bài",
    EventKind.RECONNECTED: "có mạng trở lại",
    EventKind.DEVICE_MOVED: "chuyển sang thiết bị khác",
}
ORDER_HINTS = {
    OrderKind.EXTRA_TIME: "Cộng vào giờ làm bài của người này, không quá giờ đóng bài thi.",
    OrderKind.VOID: "Bài làm được giữ nhưng không tính điểm; người thi còn đề thì được làm lượt khác.",
    OrderKind.REOPEN: "Mở lại đúng bài đang làm, giữ mọi câu đã lưu. Điểm cũ, nếu có, không tính nữa.",
    OrderKind.ACCEPT_LATE: "Đưa các câu gửi sau giờ vào bài nộp và chấm lại.",
    OrderKind.RELEASE_DEVICE: "Máy nào mở bài tiếp theo sẽ là máy làm bài.",
    OrderKind.ON_PAPER: "Chép câu trả lời từ phiếu làm bài trên giấy.",
}


def rule_words(rule: Mapping[str, Any]) -> str:
    """Return one row of a blueprint as a sentence."""
    if rule["kind"] == essay.NAME:
        return "1 câu tự luận, 10 điểm"
    parts = [
        rule["lesson"] or "mọi bài",
        DIFFICULTY_LABELS[Difficulty(rule["difficulty"])].lower() if rule["difficulty"] else "mọi mức độ",
    ]
    points = str(rule["points"]).replace(".", ",")
    return f"{rule['count']} câu, {', '.join(parts)}, mỗi câu {points} điểm"
