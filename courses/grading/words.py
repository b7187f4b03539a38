"""Vietnamese words of results (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from courses.bank.types.essay import Criterion, written
from courses.grading.outcomes import Outcome
from courses.grading.rules import GRADE_LABELS as _GRADES

GRADE_LABELS = {grade.value: label for grade, label in _GRADES.items()} | {"": "–"}
OUTCOME_LABELS = {
    Outcome.NOT_ASSESSABLE: "chưa đủ số tiết",
    Outcome.AWAITING_EXAM: "chờ điểm kiểm tra",
    Outcome.EXAM_FAILED: "kiểm tra chưa đạt",
    Outcome.AWAITING_REFLECTION: "chờ điểm thu hoạch",
    Outcome.REDO: "làm lại thu hoạch",
    Outcome.FAILED: "không đạt",
    Outcome.COMPLETED: "hoàn thành",
}
OUTCOME_TONES = {
    Outcome.NOT_ASSESSABLE: "red",
    Outcome.AWAITING_EXAM: "warn",
    Outcome.EXAM_FAILED: "red",
    Outcome.AWAITING_REFLECTION: "warn",
    Outcome.REDO: "warn",
    Outcome.FAILED: "red",
    Outcome.COMPLETED: "ok",
}


def rubric_words(rubric: Sequence[Criterion], points: Sequence[Decimal], remark: str) -> str:
    """Return what a marker gave and wrote, a line a criterion; empty where nothing was said."""
    given = zip(rubric, points, strict=False)
    lines = [f"{one.text}: {written(earned)}/{written(one.most)} điểm" for one, earned in given]
    return "\n".join([*lines, *filter(None, [remark])])
