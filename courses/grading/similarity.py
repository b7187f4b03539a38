"""How much two essays have in common, and where (pure). Information for a reader, never a verdict."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Generic, TypeVar

RUN = 6
"""Words in a row that count as one matching place; shorter runs are everybody's phrases."""
WORTH_A_LOOK = 0.15
"""Share of the shorter essay from which a pair is listed."""
_WORD = re.compile(r"\w+")

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Pair(Generic[Key]):
    """Two essays and the share of the shorter one that stands in the other, 0 to 1."""

    first: Key
    second: Key
    share: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an essay as written; ``match`` numbers the passage it shares, 0 for none."""

    text: str
    match: int = 0


def similar_pairs(essays: Mapping[Key, str], *, common: str = "") -> list[Pair[Key]]:
    """Return the pairs worth a look, the most alike first; the words of the task do not count."""
    given = _runs(common)
    runs = {key: _runs(text) - given for key, text in essays.items()}
    pairs = [
        Pair(first, second, _share(runs[first], runs[second]))
        for first, second in combinations(runs, 2)
        if runs[first] and runs[second]
    ]
    return sorted((pair for pair in pairs if pair.share >= WORTH_A_LOOK), key=lambda pair: -pair.share)


def _share(first: Collection[tuple[str, ...]], second: Collection[tuple[str, ...]]) -> float:
    return len(set(first) & set(second)) / min(len(first), len(second))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word for word, _, _ in _words(text)]
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def _words(text: str) -> list[tuple[str, int, int]]:
    """Return every word as compared, with where it stands in the text as written."""
    return [
        (unicodedata.normalize("NFC", found[0]).casefold(), found.start(), found.end())
        for found in _WORD.finditer(text)
    ]


def side_by_side(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    """Return both essays cut into pieces; a passage of both carries the same number in both."""
    left, right = _words(first), _words(second)
    matcher = SequenceMatcher(None, [word for word, *_ in left], [word for word, *_ in right], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= RUN]
    return (
        _cut(first, [(left[block.a][1], left[block.a + block.size - 1][2]) for block in blocks]),
        _cut(second, [(right[block.b][1], right[block.b + block.size - 1][2]) for block in blocks]),
    )


def _cut(text: str, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for number, (start, end) in enumerate(spans, start=1):
        pieces += [Piece(text[at:start]), Piece(text[start:end], number)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]
