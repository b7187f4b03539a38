"""Seats, nominations, sessions and the 80 % of periods (pure).

Attendance counts periods, not days, so that the test is exact (rules.md §3.3, §3.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Generic, TypeVar

from courses.classes.states import ClassState

Key = TypeVar("Key")
PERIODS_A_SESSION = 5
"""A half-day."""
HALF_DAYS = (time(7, 30), time(13, 30))
"""When the two half-days begin; a session can be moved afterwards."""


# --- Sessions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part(Generic[Key]):
    """One part of a programme, with the key of its lesson."""

    lesson: Key
    title: str
    periods: int


@dataclass(frozen=True, slots=True)
class PlannedSession(Generic[Key]):
    """One half-day: what is taught, on which day, from when on the wall clock."""

    lesson: Key
    title: str
    day: date
    begins_at: time
    periods: int


def plan_sessions(parts: Iterable[Part[Key]], days: Iterable[date]) -> list[PlannedSession[Key]]:
    """Lay the parts over half-days, two a day, in order; a long part takes several half-days.

    Raises ValueError when the days do not suffice.
    """
    halves = ((day, begins_at) for day in days for begins_at in HALF_DAYS)
    planned: list[PlannedSession[Key]] = []
    for part, periods in _in_half_days(parts):
        try:
            day, begins_at = next(halves)
        except StopIteration:
            raise ValueError("not enough days") from None
        planned.append(PlannedSession(part.lesson, part.title, day, begins_at, periods))
    return planned


def _in_half_days(parts: Iterable[Part[Key]]) -> Iterator[tuple[Part[Key], int]]:
    for part in parts:
        left = part.periods
        while left > 0:
            yield part, min(left, PERIODS_A_SESSION)
            left -= PERIODS_A_SESSION


# --- Seats and nominations ------------------------------------------------------------------------


def seats_left(seats: int, enrolled: int) -> int:
    """Return how many seats are free, never below 0."""
    return max(0, seats - enrolled)


def why_not_nominate(state: ClassState, nominate_until: date, today: date) -> str:
    """Return why houses may not nominate now, in Vietnamese; empty when they may."""
    if state is not ClassState.OPEN:
        return "Lớp không nhận đăng ký."
    if today > nominate_until:
        return f"Đã hết hạn đăng ký ({nominate_until:%d/%m/%Y})."
    return ""


def check_quota(quota: int | None, standing: int, wanted: int) -> str:
    """Return why a house may not nominate so many more people; empty when it may.

    ``quota`` None means that seats are not divided; ``standing`` counts what it proposed already.
    """
    if quota is None or standing + wanted <= quota:
        return ""
    left = max(0, quota - standing)
    return f"Đơn vị được phân {quota} chỗ, đã đề nghị {standing} người; còn đề nghị được {left} người."


# --- Attendance -----------------------------------------------------------------------------------


class Standing(StrEnum):
    """How a learner stands against the required share of periods."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    """Below the share of what was held so far, but it can still be reached."""
    OUT_OF_REACH = "out_of_reach"


STANDING_LABELS = {
    Standing.REACHED: "đã đủ",
    Standing.ON_TRACK: "đúng nhịp",
    Standing.BEHIND: "đang thiếu",
    Standing.OUT_OF_REACH: "không còn đủ được",
}
STANDING_TONES = {
    Standing.REACHED: "ok",
    Standing.ON_TRACK: "blue",
    Standing.BEHIND: "warn",
    Standing.OUT_OF_REACH: "red",
}


@dataclass(frozen=True, slots=True)
class AttendanceCount:
    """Periods attended, periods of the sessions recorded so far, periods of the programme.

    ``percent`` is the share of the programme's periods that must be attended to be assessed.
    """

    attended: int
    held: int
    required: int
    percent: int

    @property
    def is_enough(self) -> bool:
        return self.required > 0 and 100 * self.attended >= self.percent * self.required

    @property
    def ratio(self) -> float:
        """Return the share of the programme attended, 0 to 1 or a little more."""
        return self.attended / self.required if self.required else 0.0

    @property
    def standing(self) -> Standing:
        if self.is_enough:
            return Standing.REACHED
        missed = max(0, self.held - self.attended)
        if 100 * (self.required - missed) < self.percent * self.required:
            return Standing.OUT_OF_REACH
        if 100 * self.attended < self.percent * self.held:
            return Standing.BEHIND
        return Standing.ON_TRACK


def count_standings(counts: Sequence[AttendanceCount]) -> dict[Standing, int]:
    """Return how many learners stand where; standings nobody has are left out."""
    found: dict[Standing, int] = {}
    for count in counts:
        found[count.standing] = found.get(count.standing, 0) + 1
    return found
