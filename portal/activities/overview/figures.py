"""Periods, rates and the funnel of a union. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

QUARTERS = 4
MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or one quarter of it (1 to 4)."""

    year: int
    quarter: int | None = None

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.quarter is None else MONTHS_A_QUARTER * (self.quarter - 1) + 1, 1)

    @property
    def last_day(self) -> date:
        if self.quarter in {None, QUARTERS}:
            return date(self.year, 12, 31)
        return date(self.year, MONTHS_A_QUARTER * (self.quarter or 0) + 1, 1) - timedelta(days=1)

    @property
    def months(self) -> list[int]:
        """Return the months of the period, 1 to 12."""
        return list(range(self.first_day.month, self.last_day.month + 1))

    @property
    def words(self) -> str:
        """Return ``năm 2026`` or ``quý III năm 2026``."""
        if self.quarter is None:
            return f"năm {self.year}"
        return f"quý {('I', 'II', 'III', 'IV')[self.quarter - 1]} năm {self.year}"


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One branch in a period: members today, activities of its own, members who took part in any."""

    name: str
    members: int
    activities: int
    active_members: int
    turns: int
    by_month: dict[int, int] = field(default_factory=dict)
    """Activities of its own, by month."""

    @property
    def rate(self) -> float:
        """Return the share of members who took part at least once."""
        return self.active_members / self.members if self.members else 0.0


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many of a union's members have come how far; each number counts those who came at least so far."""

    members: int
    outstanding: int
    referred: int
    listed: int
    class_passed: int
    admitted: int

    def steps(self) -> list[tuple[str, int]]:
        """Return the steps with their numbers, the widest first."""
        return [
            ("Đoàn viên, hội viên", self.members),
            ("Ưu tú (danh hiệu hoặc được bầu)", self.outstanding),
            ("Đã giới thiệu", self.referred),
            ("Vào danh sách cảm tình Đảng", self.listed),
            ("Học xong lớp bồi dưỡng", self.class_passed),
            ("Đã kết nạp", self.admitted),
        ]


def whole_of(units: list[UnitFigures]) -> UnitFigures:
    """Return the figures of all branches together."""
    return UnitFigures(
        "Cộng",
        sum(unit.members for unit in units),
        sum(unit.activities for unit in units),
        sum(unit.active_members for unit in units),
        sum(unit.turns for unit in units),
        dict(sum((Counter(unit.by_month) for unit in units), Counter[int]())),
    )
