"""When a house deserves a warning: six declared rules, each "at least so much". Pure.

The triggers are those of rectification in rules.md §5.5 (letter 1849-CV/ĐUK, task 3.c): pace under
a threshold, no admission for months, reviews missing, seats not filled, limits broken; and
certificates about to end. Khối sets each threshold and may switch a rule off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS_OF_YEAR = 12


class WarningKind(StrEnum):
    SLOW_PACE = "slow_pace"
    NO_ADMISSION = "no_admission"
    REVIEWS_MISSING = "reviews_missing"
    SEATS_UNUSED = "seats_unused"
    LIMITS_BROKEN = "limits_broken"
    CERTIFICATES_ENDING = "certificates_ending"


@dataclass(frozen=True, slots=True)
class WarningRule:
    """What a rule is called, what it counts, and from how much on it warns unless Khối says otherwise."""

    label: str
    unit: str
    usual: int
    most: int


RULES: dict[WarningKind, WarningRule] = {
    WarningKind.SLOW_PACE: WarningRule("Chậm so với nhịp nhiệm kỳ", "điểm phần trăm", 15, 100),
    WarningKind.NO_ADMISSION: WarningRule("Lâu chưa kết nạp", "tháng", 6, 60),
    WarningKind.REVIEWS_MISSING: WarningRule("Thiếu đánh giá hằng tháng đúng hạn", "người", 3, 10000),
    WarningKind.SEATS_UNUSED: WarningRule("Chưa dùng hết chỗ học lớp bồi dưỡng", "chỗ", 2, 1000),
    WarningKind.LIMITS_BROKEN: WarningRule("Để quá thời hạn quy định", "trường hợp", 1, 10000),
    WarningKind.CERTIFICATES_ENDING: WarningRule("Giấy chứng nhận sắp hết giá trị", "người", 1, 10000),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how much on a rule warns, and whether it is on."""

    value: int
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What was measured, and the threshold it reached."""

    value: float
    threshold: int


USUAL = {kind: Threshold(rule.usual) for kind, rule in RULES.items()}


def find_warnings(
    measured: Mapping[WarningKind, float | None], thresholds: Mapping[WarningKind, Threshold]
) -> dict[WarningKind, Finding]:
    """Return what a house is warned of; a measure that does not apply (None) never warns."""
    found = {}
    for kind, value in measured.items():
        threshold = thresholds.get(kind, USUAL[kind])
        if threshold.is_on and value is not None and value >= threshold.value:
            found[kind] = Finding(value, threshold.value)
    return found


def whole_months(since: date, until: date) -> int:
    """Return how many whole months have passed; 0 when the first day is not yet over."""
    months = (until.year - since.year) * MONTHS_OF_YEAR + until.month - since.month
    return max(0, months - (until.day < since.day))
