"""How reading a lesson is counted (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    NOT_STARTED = "not_started"
    STARTED = "started"
    COMPLETED = "completed"


READING_LABELS = {
    Reading.NOT_STARTED: "chưa đọc",
    Reading.STARTED: "đang đọc",
    Reading.COMPLETED: "đã đọc xong",
}


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """How many of the lessons with a page somebody has read to the end."""

    completed: int
    total: int

    @property
    def ratio(self) -> float:
        """Return the share read, 0 to 1; 0 when there is nothing to read."""
        return self.completed / self.total if self.total else 0.0

    @property
    def is_complete(self) -> bool:
        return 0 < self.total <= self.completed


def reading_state(position: int | None, *, is_completed: bool) -> Reading:
    """Return where somebody is in a lesson; None means the page was never opened."""
    if is_completed:
        return Reading.COMPLETED
    return Reading.NOT_STARTED if position is None else Reading.STARTED


def clamp(value: int, lowest: int, highest: int) -> int:
    """Return the value, or the limit it lies beyond."""
    return max(lowest, min(value, highest))
