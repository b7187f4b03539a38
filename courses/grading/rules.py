"""From answers to a class result: points, the ten scale, grades, the rules of the class.

Sources: QĐ 1147-QĐ/BTGDVTW of 01/12/2025 for the 80 % of periods, the pass mark 5.0, the one redo and
the grades (rules.md §3.3, not compared with the original, hence settings of a programme version);
weights, the screening exam and the rule for two markers are the product's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from courses.bank.types.registry import TYPES
from courses.exams.frozen_paper import FrozenItem, ItemKey
from courses.grading.outcomes import Outcome

TEN = Decimal(10)
CENT = Decimal("0.01")

ROUNDING_RULE = "Điểm theo thang 10, làm tròn đến hai chữ số thập phân (từ 5 trở lên làm tròn lên)."


class Grade(StrEnum):
    FAILED = "failed"
    AVERAGE = "average"
    FAIR = "fair"
    GOOD = "good"
    EXCELLENT = "excellent"


GRADE_LABELS = {
    Grade.FAILED: "Chưa đạt",
    Grade.AVERAGE: "Trung bình",
    Grade.FAIR: "Khá",
    Grade.GOOD: "Giỏi",
    Grade.EXCELLENT: "Xuất sắc",
}


def round_mark(mark: Decimal) -> Decimal:
    """Round a mark of the ten scale to two decimals, half up; every comparison comes after it."""
    return mark.quantize(CENT, rounding=ROUND_HALF_UP)


# --- One submission -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemScore:
    """Points of one item out of ``most``; None while a person has to mark it."""

    item: int
    points: Decimal | None
    most: Decimal


@dataclass(frozen=True, slots=True)
class SubmissionScore:
    """The scores of one submission, item by item."""

    items: tuple[ItemScore, ...]

    @property
    def pending(self) -> tuple[int, ...]:
        """The items that still wait for a marker."""
        return tuple(score.item for score in self.items if score.points is None)

    @property
    def earned(self) -> Decimal:
        """Points so far, on the paper's own scale."""
        return sum((score.points or Decimal(0) for score in self.items), Decimal(0))

    @property
    def mark(self) -> Decimal | None:
        """The mark on the ten scale; None while an item is pending."""
        if self.pending:
            return None
        most = sum((score.most for score in self.items), Decimal(0))
        return round_mark(self.earned * TEN / most) if most else Decimal("0.00")


def score_submission(
    items: Sequence[FrozenItem], keys: Mapping[int, ItemKey], answers: Mapping[int, Sequence[str]]
) -> SubmissionScore:
    """Score every item of a paper; an item without an answer counts as left empty."""
    return SubmissionScore(tuple(_score_item(item, keys, answers) for item in items))


def _score_item(
    item: FrozenItem, keys: Mapping[int, ItemKey], answers: Mapping[int, Sequence[str]]
) -> ItemScore:
    question_type = TYPES[item.type]
    value = answers.get(item.item, question_type.empty())
    return ItemScore(item.item, question_type.score(value, keys[item.item].key, item.points), item.points)


def with_marks(score: SubmissionScore, marks: Mapping[int, Decimal]) -> SubmissionScore:
    """Put the points people gave in place of the pending ones.

    Raises ValueError for points below 0 or above the item's most, or an item nobody has to mark.
    """
    pending = set(score.pending)
    most = {one.item: one.most for one in score.items}
    for item, points in marks.items():
        if item not in pending:
            raise ValueError(f"Câu {item} không chờ chấm.")
        if not 0 <= points <= most[item]:
            raise ValueError(f"Điểm câu {item} phải từ 0 đến {most[item]}.")
    return SubmissionScore(tuple(replace(one, points=marks.get(one.item, one.points)) for one in score.items))


# --- The class ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProgrammeRules:
    """The settings of a programme version that a result depends on; defaults of rules.md §3.3.

    ``exam_pass_mark`` makes the screening exam a gate; ``exam_weight`` lets it count in the mark.
    Both empty: the thu hoạch alone decides, as the regulation has it.
    """

    pass_mark: Decimal = Decimal("5.0")
    exam_weight: Decimal = Decimal(0)
    reflection_weight: Decimal = Decimal(1)
    exam_pass_mark: Decimal | None = None
    redo_limit: int = 1
    attendance_percent: int = 80
    fair_from: Decimal = Decimal(7)
    good_from: Decimal = Decimal(8)
    excellent_from: Decimal = Decimal(9)

    @property
    def needs_exam(self) -> bool:
        """Whether a person without an exam mark can have a result."""
        return self.exam_weight > 0 or self.exam_pass_mark is not None


def grade(mark: Decimal, programme: ProgrammeRules) -> Grade:
    """Return the grade of a mark: below 5, 5 to <7, 7 to <8, 8 to <9, 9 to 10 (rules.md §3.3)."""
    rounded = round_mark(mark)
    if rounded < programme.pass_mark:
        return Grade.FAILED
    if rounded < programme.fair_from:
        return Grade.AVERAGE
    if rounded < programme.good_from:
        return Grade.FAIR
    return Grade.GOOD if rounded < programme.excellent_from else Grade.EXCELLENT


def has_attended_enough(attended: int, required: int, programme: ProgrammeRules) -> bool:
    """Tell whether enough periods were attended to be assessed: 100·attended ≥ 80·required."""
    return required > 0 and 100 * attended >= programme.attendance_percent * required


@dataclass(frozen=True, slots=True)
class ClassResult:
    """What a person reached in a class; ``reason`` says it in one Vietnamese sentence."""

    outcome: Outcome
    reason: str
    mark: Decimal | None = None
    grade: Grade | None = None


def class_result(
    programme: ProgrammeRules,
    *,
    attended: int,
    required: int,
    exam_mark: Decimal | None,
    reflection_marks: Sequence[Decimal],
) -> ClassResult:
    """Return the result of one person; ``reflection_marks`` are the thu hoạch and its redo, in order.

    The newest thu hoạch counts. Raises ValueError when there are more than the redos allow.
    """
    if len(reflection_marks) > 1 + programme.redo_limit:
        raise ValueError(f"Chỉ được làm lại bài thu hoạch {programme.redo_limit} lần.")
    if not has_attended_enough(attended, required, programme):
        return ClassResult(
            Outcome.NOT_ASSESSABLE,
            f"Dự {attended}/{required} tiết, chưa đủ {programme.attendance_percent}% số tiết "
            "để được đánh giá.",
        )
    if programme.needs_exam and exam_mark is None:
        return ClassResult(Outcome.AWAITING_EXAM, "Chưa có điểm bài kiểm tra cuối khóa.")
    gate = programme.exam_pass_mark
    if gate is not None and exam_mark is not None and round_mark(exam_mark) < gate:
        return ClassResult(
            Outcome.EXAM_FAILED, f"Bài kiểm tra {_vi(exam_mark)} điểm, dưới mức đạt {_vi(gate)}."
        )
    if not reflection_marks:
        return ClassResult(Outcome.AWAITING_REFLECTION, "Chưa có điểm bài thu hoạch.")
    return _judge(programme, exam_mark, reflection_marks)


def _judge(
    programme: ProgrammeRules, exam_mark: Decimal | None, reflection_marks: Sequence[Decimal]
) -> ClassResult:
    reflection = round_mark(reflection_marks[-1])
    mark = _weighted(programme, exam_mark, reflection)
    reached = grade(mark, programme)
    if reflection >= programme.pass_mark and reached is not Grade.FAILED:
        return ClassResult(
            Outcome.COMPLETED,
            f"Hoàn thành, {_vi(mark)} điểm, xếp loại {GRADE_LABELS[reached]}.",
            mark,
            reached,
        )
    what = (
        f"Bài thu hoạch {_vi(reflection)} điểm, điểm chung {_vi(mark)}, chưa đạt {_vi(programme.pass_mark)}"
    )
    if len(reflection_marks) <= programme.redo_limit:
        return ClassResult(Outcome.REDO, f"{what}; được làm lại bài thu hoạch.", mark, Grade.FAILED)
    return ClassResult(Outcome.FAILED, f"{what}; đã hết lượt làm lại.", mark, Grade.FAILED)


def _weighted(programme: ProgrammeRules, exam_mark: Decimal | None, reflection: Decimal) -> Decimal:
    if exam_mark is None or not programme.exam_weight:
        return reflection
    total = programme.exam_weight * exam_mark + programme.reflection_weight * reflection
    return round_mark(total / (programme.exam_weight + programme.reflection_weight))


def _vi(mark: Decimal) -> str:
    return f"{round_mark(mark):f}".replace(".", ",")


# --- Two markers ----------------------------------------------------------------------------------


def combine_marks(
    first: Decimal, second: Decimal, third: Decimal | None = None, *, max_difference: Decimal
) -> Decimal | None:
    """Return the mark two blind markers give together; None when a third has to mark.

    Up to ``max_difference`` apart (a setting; no regulation fixes it) the mean counts. Beyond it a
    third person marks, and the mean of the two marks nearest to each other counts; a third mark
    exactly in the middle counts itself.
    """
    if abs(first - second) <= max_difference:
        return round_mark((first + second) / 2)
    if third is None:
        return None
    to_first, to_second = abs(third - first), abs(third - second)
    if to_first == to_second:
        return round_mark(third)
    return round_mark((third + (first if to_first < to_second else second)) / 2)
