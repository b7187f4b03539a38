"""What an exam says about its own questions (pure): figures of each, and which deserve a second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from uuid import UUID

from courses.grading.analysis import FEWEST_PEOPLE, alpha, discrimination, facility

TOO_HARD = Decimal("0.300")
TOO_EASY = Decimal("0.950")
WEAK = Decimal("0.100")
"""Discrimination below it: the best do hardly better than the weakest."""
FEWEST_FOR_ALPHA = 10
WRONG_ANSWERS_EACH = 5
"""Wrong answers for each wrong option, from which on it is no chance that nobody chose one of them."""


@dataclass(frozen=True, slots=True)
class Response:
    """What one person did with one question; ``chosen`` in the ids of the bank, empty where one types."""

    version_id: UUID
    points: Decimal
    most: Decimal
    chosen: tuple[str, ...] = ()
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's paper with the mark it got."""

    mark: Decimal
    responses: tuple[Response, ...]


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How one question did; None where too few people had it for a figure to mean anything."""

    version_id: UUID
    people: int
    facility: Decimal | None
    discrimination: Decimal | None
    seconds: int | None
    """Median time between the saves before it and of it."""
    chosen: Counter[str] = field(default_factory=Counter)


def item_figures(sheets: Iterable[Sheet]) -> list[ItemFigures]:
    """Return the figures of every question anybody had, the hardest first."""
    found: dict[UUID, list[tuple[Response, Decimal]]] = {}
    for sheet in sheets:
        for response in sheet.responses:
            found.setdefault(response.version_id, []).append((response, sheet.mark))
    figures = [_figures(version_id, pairs) for version_id, pairs in found.items()]
    return sorted(figures, key=lambda item: (item.facility is None, item.facility, str(item.version_id)))


def _figures(version_id: UUID, pairs: Sequence[tuple[Response, Decimal]]) -> ItemFigures:
    responses = [response for response, _ in pairs]
    shares = [response.points / response.most for response in responses if response.most]
    one = Decimal(1)
    timed = [response.seconds for response in responses if response.seconds is not None]
    return ItemFigures(
        version_id,
        len(responses),
        facility(shares, one),
        discrimination(shares, [mark for _, mark in pairs], one) if len(shares) == len(pairs) else None,
        int(median(timed)) if timed else None,
        Counter(chosen for response in responses for chosen in response.chosen),
    )


def attention(item: ItemFigures, *, options: Sequence[str], key: Sequence[str]) -> list[str]:
    """Return why a question deserves a second look, in Vietnamese; nothing for a good one.

    A discrimination is held against a question only where it is worse than chance would make it:
    by more than its standard error among so many people, 1/√(n − 1).
    ``options`` and ``key`` are ids of the bank, empty for questions without options.
    """
    reasons: list[str] = []
    if item.people < FEWEST_PEOPLE:
        return reasons
    chance = 1 / Decimal(item.people - 1).sqrt()
    if item.discrimination is not None and item.discrimination < -chance:
        reasons.append("Người điểm cao làm sai nhiều hơn người điểm thấp: xem lại đáp án.")
    elif (
        item.discrimination is not None and item.discrimination < WEAK - chance and _in_between(item.facility)
    ):
        reasons.append("Gần như không phân biệt được người khá và người yếu.")
    if item.facility is not None and item.facility < TOO_HARD:
        reasons.append("Rất ít người làm đúng.")
    if item.facility is not None and item.facility > TOO_EASY:
        reasons.append("Hầu như ai cũng làm đúng.")
    wrong = [option for option in options if option not in key]
    if (
        key
        and wrong
        and max(item.chosen[option] for option in wrong) > min(item.chosen[right] for right in key)
    ):
        reasons.append("Một phương án sai được chọn nhiều hơn đáp án.")
    expected = WRONG_ANSWERS_EACH * len(wrong)
    if (
        wrong
        and item.chosen.total() - sum(item.chosen[right] for right in key) >= expected
        and any(not item.chosen[option] for option in wrong)
    ):
        reasons.append("Có phương án không ai chọn.")
    return reasons


def _in_between(share: Decimal | None) -> bool:
    return share is not None and TOO_HARD <= share <= TOO_EASY


def reliability(sheets: Sequence[Sheet]) -> tuple[Decimal | None, int]:
    """Return Cronbach's alpha over the questions everybody had, and how many those are."""
    if len(sheets) < FEWEST_FOR_ALPHA:
        return None, 0
    common = set.intersection(*({response.version_id for response in sheet.responses} for sheet in sheets))
    order = sorted(common, key=str)
    table = [
        [{response.version_id: response.points for response in sheet.responses}[version] for version in order]
        for sheet in sheets
    ]
    return alpha(table), len(order)


def distribution(marks: Iterable[Decimal]) -> tuple[list[str], list[int]]:
    """Return ten bands of the ten scale and how many marks lie in each; the last one includes 10."""
    counts = [0] * 10
    for mark in marks:
        counts[min(9, int(mark))] += 1
    return [f"{low}–{low + 1}" for low in range(10)], counts
