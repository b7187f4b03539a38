"""Vietnamese words of the exams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courses.bank.formats.question import DIFFICULTY_LABELS, Difficulty
from courses.bank.types import essay
from courses.exams.models import ExamPurpose, ExamState

PURPOSE_LABELS = {ExamPurpose.SCREENING: "Kiểm tra cuối khóa", ExamPurpose.REFLECTION: "Thu hoạch"}
STATE_LABELS = {
    ExamState.DRAFT: "bản nháp",
    ExamState.PUBLISHED: "đã công bố",
    ExamState.CLOSED: "đã đóng",
}
STATE_TONES = {ExamState.DRAFT: "warn", ExamState.PUBLISHED: "ok", ExamState.CLOSED: ""}


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
