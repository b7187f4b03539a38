"""Questions that ask nearly the same thing in other words (pure)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from portal.kernel.text import fold

ALIKE = 0.6
"""Share of the words two questions have in common from which they are shown side by side."""
FEWEST_WORDS = 3
COMMON = 60
"""A word more questions hold than this tells nothing; it finds no pair, though it counts in one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as the comparison sees it: everything people read on the paper."""

    id: UUID
    text: str
    options: Sequence[str] = ()

    @property
    def words(self) -> frozenset[str]:
        """Return the words without case and tones, also those of the options."""
        return frozenset(re.findall(r"\w+", fold(" ".join([self.text, *self.options]))))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions alike; ``share`` of all their words is common to both, 0 to 1."""

    first: UUID
    second: UUID
    share: float


def similar_questions(wordings: Iterable[Wording]) -> list[Pair]:
    """Return the pairs that are alike, the most alike first.

    Only questions that share a word that is not everywhere are compared, so a bank of thousands is
    read in seconds.
    """
    words = {one.id: one.words for one in wordings if len(one.words) >= FEWEST_WORDS}
    pairs = [
        Pair(first, second, share)
        for first, second in _candidates(words)
        if (share := _share(words[first], words[second])) >= ALIKE
    ]
    return sorted(pairs, key=lambda pair: (-pair.share, str(pair.first), str(pair.second)))


def _candidates(words: dict[UUID, frozenset[str]]) -> Iterable[tuple[UUID, UUID]]:
    holders: defaultdict[str, list[UUID]] = defaultdict(list)
    for question_id, own in words.items():
        for word in own:
            holders[word].append(question_id)
    met: Counter[tuple[UUID, UUID]] = Counter()
    for ids in holders.values():
        if len(ids) <= COMMON:
            met.update(combinations(ids, 2))
    return met


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)
