"""Drawing the questions of a paper from the pool, by rules, the same for the same seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from courses.bank.formats.question import DIFFICULTY_LABELS, Difficulty
from courses.bank.types.registry import TYPES


class BlueprintMistake(ValueError):
    """The pool cannot fill the blueprint; the message names the rule, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One question that may be drawn, in its newest version."""

    question_version_id: UUID
    lesson: str
    difficulty: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Rule:
    """So many questions of this lesson, level and type (None: any), each worth ``points``."""

    count: int
    points: Decimal
    lesson: str | None = None
    difficulty: str | None = None
    kind: str | None = None

    def accepts(self, candidate: Candidate) -> bool:
        """Tell whether the rule may draw this question."""
        return (
            self.lesson in {None, candidate.lesson}
            and self.difficulty in {None, candidate.difficulty}
            and self.kind in {None, candidate.kind}
        )

    def to_json(self) -> dict[str, Any]:
        """Return what the exam table keeps."""
        return {
            "count": self.count,
            "points": str(self.points),
            "lesson": self.lesson,
            "difficulty": self.difficulty,
            "kind": self.kind,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Rule:
        """Read what ``to_json`` wrote."""
        return cls(
            stored["count"],
            Decimal(stored["points"]),
            stored["lesson"],
            stored["difficulty"],
            stored["kind"],
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """One place of the paper: which question stands there and what it is worth."""

    item: int
    question_version_id: UUID
    points: Decimal


def draw(pool: Sequence[Candidate], rules: Sequence[Rule], seed: str) -> tuple[Drawn, ...]:
    """Return the items in the order of the rules, at random inside a rule, no question twice.

    Depends on the seed and the set of questions only, not on the order of the pool. When rules
    overlap (one asks for any question, another for Bài 1) questions are exchanged between them
    until every rule is met, so the draw fails only when no choice at all could fill the blueprint.

    Raises BlueprintMistake naming the rule that cannot be met.
    """
    if not any(rule.count > 0 for rule in rules):
        raise BlueprintMistake("Ma trận đề chưa có quy tắc nào lấy câu hỏi.")
    ranked = sorted(set(pool), key=lambda candidate: rank(str(candidate.question_version_id), seed))
    wishes = [[place for place, one in enumerate(ranked) if rule.accepts(one)] for rule in rules]
    taken: dict[int, tuple[int, int]] = {}
    for number, rule in enumerate(rules):
        for turn in range(rule.count):
            if not _seat((number, turn), wishes, taken):
                raise BlueprintMistake(_shortage(number, rule, len(wishes[number]), turn))
    in_order = sorted((number, place) for place, (number, _) in taken.items())
    return tuple(
        Drawn(item, ranked[place].question_version_id, rules[number].points)
        for item, (number, place) in enumerate(in_order, start=1)
    )


def _seat(slot: tuple[int, int], wishes: Sequence[Sequence[int]], taken: dict[int, tuple[int, int]]) -> bool:
    """Give the slot a question, moving earlier slots to others along a shortest chain of exchanges."""
    came_from: dict[int, int | None] = {}
    queue: list[tuple[tuple[int, int], int | None]] = [(slot, None)]
    for asking, held in queue:
        for place in wishes[asking[0]]:
            if place in came_from:
                continue
            came_from[place] = held
            if place not in taken:
                _exchange(place, slot, came_from, taken)
                return True
            queue.append((taken[place], place))
    return False


def _exchange(
    free: int,
    slot: tuple[int, int],
    came_from: Mapping[int, int | None],
    taken: dict[int, tuple[int, int]],
) -> None:
    place: int | None = free
    while place is not None:
        before = came_from[place]
        taken[place] = slot if before is None else taken[before]
        place = before


def _shortage(number: int, rule: Rule, fitting: int, drawn: int) -> str:
    parts = [
        rule.lesson or "mọi bài",
        f"mức {DIFFICULTY_LABELS[Difficulty(rule.difficulty)]}" if rule.difficulty else "mọi mức độ",
        f"loại {TYPES[rule.kind].LABEL}" if rule.kind else "mọi loại câu",
    ]
    what = f"Quy tắc {number + 1} ({', '.join(parts)}) cần {rule.count} câu"
    if fitting < rule.count:
        return f"{what}, ngân hàng chỉ có {fitting} câu phù hợp."
    return f"{what}, ngân hàng có {fitting} câu phù hợp nhưng các quy tắc khác đã dùng, chỉ còn {drawn} câu."


def shuffle_options(ids: Sequence[str], seed: str) -> list[str]:
    """Return the ids in an order that depends on the seed and the set of ids only."""
    return sorted(ids, key=lambda one: rank(one, seed))


def rank(name: str, seed: str) -> bytes:
    """Return where a name stands in the random order of this seed.

    SHA-256 instead of the random module: the order stays the same in every version of Python, so
    a paper can be drawn again years later from its seed.
    """
    return sha256(f"{seed}\x1f{name}".encode()).digest()
