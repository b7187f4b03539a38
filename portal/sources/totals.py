"""Sums of a source review. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from portal.people.source_groups import SOURCE_GROUPS

LARGEST = 100_000


class Counted(Protocol):
    """What one unit stated."""

    @property
    def groups(self) -> Mapping[str, int]: ...
    @property
    def outstanding(self) -> int: ...
    @property
    def this_year(self) -> int: ...
    @property
    def next_year(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Totals:
    """People by source group, the outstanding among them, those expected to be admitted."""

    groups: dict[str, int] = field(default_factory=dict)
    outstanding: int = 0
    this_year: int = 0
    next_year: int = 0

    @property
    def people(self) -> int:
        return sum(self.groups.values())


def total_of(rows: Iterable[Counted]) -> Totals:
    """Return the sum of what units stated."""
    stated = list(rows)
    return Totals(
        {group: sum(row.groups.get(group, 0) for row in stated) for group in SOURCE_GROUPS},
        sum(row.outstanding for row in stated),
        sum(row.this_year for row in stated),
        sum(row.next_year for row in stated),
    )


def problem_of(row: Counted) -> tuple[str, str] | None:
    """Return (field, words) saying what contradicts itself in a unit's numbers; None when nothing does."""
    people = sum(row.groups.values())
    numbers = [*row.groups.values(), row.outstanding, row.this_year, row.next_year]
    if any(not 0 <= number <= LARGEST for number in numbers):
        return "outstanding", "Ghi số người, từ 0 trở lên."
    if row.outstanding > people:
        return "outstanding", f"Số ưu tú không thể nhiều hơn tổng số quần chúng ({people})."
    if row.this_year > row.outstanding:
        return "this_year", f"Số dự kiến kết nạp năm nay không thể nhiều hơn số ưu tú ({row.outstanding})."
    if row.this_year + row.next_year > people:
        return "next_year", f"Cả hai năm không thể nhiều hơn tổng số quần chúng ({people})."
    return None
