"""Expected admissions from the times people took before: a survival estimate with its interval. Pure.

The method is told in docs/forecast.md. Times to the admission decision are counted from the entry
into each of four phases; whoever left is kept as somebody who was not admitted until the day of
counting, so that leaving lowers the curve's promise instead of being forgotten.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

Z_80 = 1.2816
"""Half the width, in standard deviations, of an interval that holds four times out of five."""
FEWEST_EVENTS = 10
"""With fewer admissions seen from a phase nothing is promised for it."""


@dataclass(frozen=True, slots=True)
class Path:
    """How some people of one house went: day of entry by phase (earlier first), how it ended.

    ``people`` went exactly alike. ``left_on`` is the day they were no longer followed.
    """

    house: UUID
    entered: Mapping[str, date]
    decided_on: date | None = None
    left_on: date | None = None
    people: int = 1

    def place_on(self, day: date) -> tuple[str, date] | None:
        """Return the farthest phase reached by a day and when; None when not on the way that day."""
        if any(end is not None and end <= day for end in (self.decided_on, self.left_on)):
            return None
        reached = [(phase, since) for phase, since in self.entered.items() if since <= day]
        return reached[-1] if reached else None


@dataclass(frozen=True, slots=True)
class Curve:
    """Share not yet admitted after so many days (Kaplan–Meier), with Greenwood's sums."""

    days: Sequence[int] = ()
    remaining: Sequence[float] = ()
    greenwood: Sequence[float] = ()
    events: int = 0

    def admitted_between(self, start: int, end: int) -> tuple[float, float]:
        """Return the chance to be admitted by day ``end`` for who was not by ``start``, and its error.

        0 beyond the longest time ever seen: what never happened is not promised.
        """
        if self.events < FEWEST_EVENTS or end <= start:
            return 0.0, 0.0
        before, after = self._at(start), self._at(end)
        if before[0] <= 0:
            return 0.0, 0.0
        ratio = after[0] / before[0]
        return 1 - ratio, ratio * sqrt(max(0.0, after[1] - before[1]))

    def _at(self, day: int) -> tuple[float, float]:
        place = bisect_right(self.days, day) - 1
        return (self.remaining[place], self.greenwood[place]) if place >= 0 else (1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Expected:
    """How many admissions are expected; four times out of five it is between ``low`` and ``high``."""

    people: int = 0
    mean: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(slots=True)
class _Sum:
    people: int = 0
    mean: float = 0.0
    chance: float = 0.0
    errors: dict[str, float] = field(default_factory=dict)

    def add(self, phase: str, people: int, chance: float, error: float) -> None:
        self.people += people
        self.mean += people * chance
        self.chance += people * chance * (1 - chance)
        self.errors[phase] = self.errors.get(phase, 0.0) + people * error

    def expected(self) -> Expected:
        width = Z_80 * sqrt(self.chance + sum(error**2 for error in self.errors.values()))
        return Expected(
            self.people, self.mean, max(0.0, self.mean - width), min(float(self.people), self.mean + width)
        )


def fit_curve(times: Iterable[tuple[int, bool, int]]) -> Curve:
    """Return the curve of (days, was admitted then, people); the others were seen so long without it."""
    admitted: Counter[int] = Counter()
    gone: Counter[int] = Counter()
    for days, is_admitted, people in times:
        gone[days] += people
        if is_admitted:
            admitted[days] += people
    at_risk, share, spread = gone.total(), 1.0, 0.0
    days_seen, remaining, greenwood = [], [], []
    for day in sorted(gone):
        events = admitted[day]
        if events:
            share *= 1 - events / at_risk
            spread += events / (at_risk * (at_risk - events)) if at_risk > events else 0.0
            days_seen.append(day)
            remaining.append(share)
            greenwood.append(spread)
        at_risk -= gone[day]
    return Curve(days_seen, remaining, greenwood, admitted.total())


def fit_phases(paths: Iterable[Path], day: date) -> dict[str, Curve]:
    """Return the curve of each phase as it could be known on a day."""
    times: dict[str, list[tuple[int, bool, int]]] = defaultdict(list)
    for path in paths:
        for phase, since in path.entered.items():
            if since > day:
                continue
            decided = path.decided_on
            if decided is not None and since <= decided <= day:
                times[phase].append(((decided - since).days, True, path.people))
            else:
                times[phase].append(((day - since).days, False, path.people))
    return {phase: fit_curve(seen) for phase, seen in times.items()}


def expect(
    paths: Iterable[Path], curves: Mapping[str, Curve], *, day: date, until: date
) -> dict[tuple[UUID | None, str], Expected]:
    """Return what those on the way on a day will bring until another, by (house, phase).

    House None is the whole bloc; phase "" is all phases of a house. Only people followed on the day
    count: who will be found later is not in it.
    """
    sums: dict[tuple[UUID | None, str], _Sum] = defaultdict(_Sum)
    for path in paths:
        place = path.place_on(day)
        if place is None:
            continue
        phase, since = place
        gone = (day - since).days
        chance, error = curves.get(phase, Curve()).admitted_between(gone, gone + (until - day).days)
        for key in ((path.house, phase), (path.house, ""), (None, phase), (None, "")):
            sums[key].add(phase, path.people, chance, error)
    return {key: found.expected() for key, found in sums.items()}


@dataclass(frozen=True, slots=True)
class BackTest:
    """A past year forecast from what was known when it began, and what came of those people."""

    year: int
    expected: Expected
    actual: int
    events: int

    @property
    def could_tell(self) -> bool:
        """Tell whether enough had been seen by then to promise anything."""
        return self.events >= FEWEST_EVENTS

    @property
    def held(self) -> bool:
        """Tell whether the result lay in the interval, rounded outward to whole people."""
        return int(self.expected.low) <= self.actual <= int(self.expected.high + 1)


def look_back(paths: Sequence[Path], year: int) -> BackTest:
    """Forecast a past year as it could have been on its first day, and count what happened."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    curves = fit_phases(paths, first)
    found = expect(paths, curves, day=first, until=last)
    actual = sum(
        path.people
        for path in paths
        if path.place_on(first) is not None and path.decided_on is not None and path.decided_on <= last
    )
    events = max((curve.events for curve in curves.values()), default=0)
    return BackTest(year, found.get((None, ""), Expected()), actual, events)
