"""The figures of new members by the breakdowns of rules.md §4.3, and which of them name somebody. Pure.

A movement is an admission (+1) on the day of its decision or an annulment (−1) on its own day.
Age is counted in full years on that day; the bands are the usual convention, not law.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from uuid import UUID

FEW = 3
"""Below this a figure points at persons (rules.md §4.4)."""
MAJORITY = "Kinh"
BANDS = (
    (30, "18–30"),
    (35, "31–35"),
    (40, "36–40"),
    (45, "41–45"),
    (50, "46–50"),
    (55, "51–55"),
    (60, "56–60"),
)
OVER = "Trên 60"
NOT_STATED = "Chưa ghi"


@dataclass(frozen=True, slots=True)
class Movement:
    """So many people of one kind whose admission was decided (or annulled: negative) in the period."""

    house_id: UUID
    is_female: bool
    is_minority: bool
    has_religion: bool
    youth_member: bool
    trade_union_member: bool
    education: str | None
    source_group: str
    age: int
    people: int


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; None where it is hidden because it would point at persons."""

    label: str
    people: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A heading and its lines; the lines of a partition add up to the total."""

    heading: str
    lines: tuple[Line, ...]
    is_partition: bool


def age_band(age: int) -> str:
    """Return the band of an age in full years."""
    return next((label for last, label in BANDS if age <= last), OVER)


def mean_age(movements: Iterable[Movement]) -> float | None:
    """Return the mean age in years with one decimal; None when nobody was admitted."""
    years = people = 0
    for movement in movements:
        years += movement.age * movement.people
        people += movement.people
    return round(years / people, 1) if people > 0 else None


def total(movements: Iterable[Movement]) -> int:
    """Return how many were admitted, annulments taken away."""
    return sum(movement.people for movement in movements)


def breakdowns(
    movements: Sequence[Movement],
    *,
    education: dict[str, str],
    source_group: dict[str, str],
    hides_few: bool,
) -> list[Breakdown]:
    """Return every breakdown we hold facts for, in the order of the statistical report."""
    found = [
        _traits(movements),
        _partition(
            "Độ tuổi", movements, lambda one: age_band(one.age), [label for _, label in BANDS] + [OVER]
        ),
        _partition(
            "Trình độ",
            movements,
            lambda one: education.get(one.education or "", NOT_STATED),
            education.values(),
        ),
        _partition(
            "Nghề nghiệp, đối tượng",
            movements,
            lambda one: source_group[one.source_group],
            source_group.values(),
        ),
    ]
    return [_guarded(one, total(movements)) for one in found] if hides_few else found


def hidden_total(people: int, *, hides_few: bool) -> int | None:
    """Return a total, or None where it would point at persons."""
    return None if hides_few and 0 < people < FEW else people


def _traits(movements: Sequence[Movement]) -> Breakdown:
    """Return the figures that stand beside each other: who is a woman may be a youth member too."""
    tests: tuple[tuple[str, Callable[[Movement], bool]], ...] = (
        ("Nữ", lambda one: one.is_female),
        ("Dân tộc thiểu số", lambda one: one.is_minority),
        ("Có tôn giáo", lambda one: one.has_religion),
        ("Đoàn viên TNCS Hồ Chí Minh", lambda one: one.youth_member),
        ("Đoàn viên công đoàn", lambda one: one.trade_union_member),
    )
    everybody = total(movements)
    lines = tuple(
        _line(label, sum(one.people for one in movements if test(one)), everybody) for label, test in tests
    )
    return Breakdown("Đặc điểm", lines, is_partition=False)


def _partition(
    heading: str, movements: Sequence[Movement], label_of: Callable[[Movement], str], order: Iterable[str]
) -> Breakdown:
    counts: Counter[str] = Counter()
    for movement in movements:
        counts[label_of(movement)] += movement.people
    labels = [*order, *(label for label in counts if label == NOT_STATED)]
    everybody = total(movements)
    lines = tuple(_line(label, counts[label], everybody) for label in dict.fromkeys(labels))
    return Breakdown(heading, lines, is_partition=True)


def _line(label: str, people: int, everybody: int) -> Line:
    return Line(label, people, people / everybody if everybody > 0 else None)


def _guarded(breakdown: Breakdown, everybody: int) -> Breakdown:
    """Hide small figures, and whatever would give them away by subtraction from the total."""
    if 0 < everybody < FEW:
        hidden = set(range(len(breakdown.lines)))
    elif breakdown.is_partition:
        hidden = _hidden_of_partition([line.people or 0 for line in breakdown.lines])
    else:
        hidden = {
            place
            for place, line in enumerate(breakdown.lines)
            if _points_at_somebody(line.people or 0) or _points_at_somebody(everybody - (line.people or 0))
        }
    lines = tuple(
        Line(line.label, None, None) if place in hidden else line
        for place, line in enumerate(breakdown.lines)
    )
    return Breakdown(breakdown.heading, lines, breakdown.is_partition)


def _points_at_somebody(people: int) -> bool:
    return 0 < abs(people) < FEW


def _hidden_of_partition(counts: Sequence[int]) -> set[int]:
    """Return the places to hide: the small ones, and company until they cannot be told by subtraction."""
    hidden = {place for place, people in enumerate(counts) if _points_at_somebody(people)}
    others = sorted((people, place) for place, people in enumerate(counts) if place not in hidden and people)
    while hidden and others and (len(hidden) < 2 or sum(counts[place] for place in hidden) < FEW):  # noqa: PLR2004 -- one alone is the rest of the total
        hidden.add(others.pop(0)[1])
    return hidden
