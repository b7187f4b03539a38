"""The sub-score a house is proposed for its source creation and admissions (rules.md §5.3). Pure.

Each criterion has a weight; the weights of a set make 100. A rising measure earns its weight in
proportion until ``bound`` percent; the falling one loses it in proportion until ``bound`` cases.
What is not known is not scored: such a house has no total.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FULL = 100


class Measure(StrEnum):
    """What is measured; all come from the portal's own records."""

    YEAR_TARGET = "year_target"
    TERM_PACE = "term_pace"
    HELPED = "helped"
    REVIEWED = "reviewed"
    CERTIFIED = "certified"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a measure is called, what it counts, out of what, and its usual weight and bound."""

    label: str
    counted: str
    out_of: str
    weight: int
    bound: int
    is_falling: bool = False


MEASURES: dict[Measure, MeasureWords] = {
    Measure.YEAR_TARGET: MeasureWords(
        "Kết quả so với chỉ tiêu năm", "số kết nạp trong năm", "chỉ tiêu năm tính đến cuối kỳ", 45, 100
    ),
    Measure.TERM_PACE: MeasureWords(
        "Nhịp độ thực hiện chỉ tiêu nhiệm kỳ",
        "số kết nạp từ đầu nhiệm kỳ",
        "số phải đạt theo thời gian đã qua",
        20,
        100,
    ),
    Measure.HELPED: MeasureWords(
        "Phân công đảng viên giúp đỡ", "số người có đảng viên giúp đỡ", "số người trong danh sách", 10, 100
    ),
    Measure.REVIEWED: MeasureWords(
        "Nhận xét hằng tháng, hằng quý đúng hạn", "số nhận xét đúng hạn", "số nhận xét phải có", 10, 100
    ),
    Measure.CERTIFIED: MeasureWords(
        "Kết quả học lớp bồi dưỡng", "số người có giấy chứng nhận", "số người trong danh sách", 10, 50
    ),
    Measure.BROKEN: MeasureWords(
        "Làm hồ sơ đúng thời hạn", "số trường hợp để quá thời hạn", "", 5, 5, is_falling=True
    ),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a criteria set; ``bound`` is in percent, for a falling measure in cases."""

    measure: Measure
    weight: int
    bound: int

    @property
    def words(self) -> MeasureWords:
        """Return what the measure is called."""
        return MEASURES[self.measure]

    @property
    def formula(self) -> str:
        """Return how the points are reckoned, in words."""
        words = self.words
        if words.is_falling:
            return (
                f"{self.weight} điểm khi không có {words.counted.removeprefix('số ')}; giảm dần theo số "
                f"trường hợp, còn 0 điểm khi có từ {self.bound} trường hợp."
            )
        return (
            f"Lấy {words.counted} chia cho {words.out_of}; đạt từ {self.bound}% được đủ {self.weight} điểm, "
            "dưới mức đó tính theo tỷ lệ."
        )


USUAL = tuple(Criterion(measure, words.weight, words.bound) for measure, words in MEASURES.items())


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted; ``out_of`` is None for a measure that is only a number of cases."""

    done: int
    out_of: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with what was counted for it; no points where nothing is known."""

    criterion: Criterion
    figure: Figure | None
    points: float | None

    @property
    def percent(self) -> float | None:
        """Return what was counted as a percentage, one decimal; None for cases and for the unknown."""
        if self.figure is None or not self.figure.out_of:
            return None
        return round(float(FULL * self.figure.done / self.figure.out_of), 1)


@dataclass(frozen=True, slots=True)
class Score:
    """All lines of a house; ``total`` is None as long as one weighted criterion has no figure."""

    lines: tuple[Line, ...]

    @property
    def known_points(self) -> float:
        """Return the points of what is known."""
        return round(sum(line.points or 0.0 for line in self.lines), 1)

    @property
    def known_weight(self) -> int:
        """Return how many points what is known could have earned."""
        return sum(line.criterion.weight for line in self.lines if line.points is not None)

    @property
    def total(self) -> float | None:
        """Return the proposed sub-score out of 100."""
        is_whole = all(line.points is not None for line in self.lines if line.criterion.weight)
        return self.known_points if is_whole else None


def reckon(criteria: Sequence[Criterion], figures: Mapping[Measure, Figure | None]) -> Score:
    """Return the score of a house; a measure that is missing or None has no points."""
    return Score(
        tuple(
            Line(
                criterion,
                figures.get(criterion.measure),
                points_of(criterion, figures.get(criterion.measure)),
            )
            for criterion in criteria
        )
    )


def try_counts(score: Score, tried: Mapping[Measure, int]) -> Score:
    """Return the score with other counts; what is asked stays, what is not known stays unknown.

    More admitted in the year is more admitted in the term, unless another number is tried for that too.
    """
    figures = {line.criterion.measure: line.figure for line in score.lines}
    year, term = figures.get(Measure.YEAR_TARGET), figures.get(Measure.TERM_PACE)
    counts = dict(tried)
    if year is not None and term is not None and Measure.YEAR_TARGET in tried:
        counts.setdefault(Measure.TERM_PACE, max(0, term.done + tried[Measure.YEAR_TARGET] - year.done))
    changed = {
        measure: replace(figure, done=counts[measure])
        for measure, figure in figures.items()
        if figure is not None and measure in counts
    }
    return reckon([line.criterion for line in score.lines], figures | changed)


def points_of(criterion: Criterion, figure: Figure | None) -> float | None:
    """Return the points of one criterion, one decimal, from 0 to its weight; None when not known."""
    if figure is None:
        return None
    if criterion.words.is_falling:
        share = 1 - Fraction(figure.done, criterion.bound)
    elif not figure.out_of:
        return None
    else:
        share = FULL * figure.done / figure.out_of / criterion.bound
    return round(float(criterion.weight * min(max(share, Fraction(0)), Fraction(1))), 1)


def wrong_weights(criteria: Sequence[Criterion]) -> str:
    """Return what is wrong with the weights of a set in words; nothing when they make 100."""
    total = sum(criterion.weight for criterion in criteria)
    return "" if total == FULL else f"Tổng điểm các tiêu chí là {total}, phải đúng {FULL}."
