"""The four official levels, and how many houses may be excellent (366-QĐ/TW, 30/8/2025; rules.md §5.2). Pure.

What the 20 % is taken of is understood in two ways, hence a setting: of those "hoàn thành tốt" only,
or of them and the excellent together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

USUAL_CAP_PERCENT = 20


class Level(StrEnum):
    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"


class CapBase(StrEnum):
    GOOD = "good"
    GOOD_AND_EXCELLENT = "good_and_excellent"


LEVELS = {
    Level.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Level.GOOD: "Hoàn thành tốt nhiệm vụ",
    Level.COMPLETED: "Hoàn thành nhiệm vụ",
    Level.NOT_COMPLETED: "Không hoàn thành nhiệm vụ",
}
TONES = {Level.EXCELLENT: "ok", Level.GOOD: "blue", Level.COMPLETED: "", Level.NOT_COMPLETED: "red"}
CAP_BASES = {
    CapBase.GOOD: "số đơn vị hoàn thành tốt nhiệm vụ",
    CapBase.GOOD_AND_EXCELLENT: "tổng số đơn vị hoàn thành tốt và hoàn thành xuất sắc nhiệm vụ",
}


@dataclass(frozen=True, slots=True)
class Cap:
    """How many may be excellent: so many percent of the base."""

    percent: int = USUAL_CAP_PERCENT
    base: CapBase = CapBase.GOOD

    @property
    def words(self) -> str:
        """Return the cap in words."""
        return f"Xuất sắc không quá {self.percent}% {CAP_BASES[self.base]}"


@dataclass(frozen=True, slots=True)
class CapCheck:
    """How many are excellent in a period, and how many the cap allows."""

    excellent: int
    allowed: int

    @property
    def excess(self) -> int:
        """Return by how many the cap is passed."""
        return max(0, self.excellent - self.allowed)


def check_cap(levels: Iterable[Level], cap: Cap) -> CapCheck:
    """Return how the levels of all houses of a period stand to the cap, rounded down."""
    counted = Counter(levels)
    base = counted[Level.GOOD]
    if cap.base is CapBase.GOOD_AND_EXCELLENT:
        base += counted[Level.EXCELLENT]
    return CapCheck(counted[Level.EXCELLENT], base * cap.percent // 100)
