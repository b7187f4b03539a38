"""A text that people mark (value: ``["…"]``); the explanation of the question guides the markers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from courses.bank.types.contract import (
    Arrangement,
    Item,
    Key,
    KeyMistake,
    Shuffle,
    ValueMistake,
    check_texts,
)

NAME = "essay"
LABEL = "Tự luận"
RULE = "Viết bài tự luận; bài do giám khảo chấm theo hướng dẫn."

LONGEST = 50_000
"""Letters, about twenty printed pages."""


def check(value: object, item: Item) -> None:  # noqa: ARG001 -- every type is asked the same way
    texts = check_texts(value, at_most=1)
    if any(len(text) > LONGEST for text in texts):
        raise ValueMistake(f"Bài viết dài nhất {LONGEST:,} ký tự.".replace(",", "."))


def check_key(item: Item, answers: Sequence[str]) -> None:
    if item.options or item.targets or answers:
        raise KeyMistake("Câu tự luận không có phương án hay đáp án; hướng dẫn chấm ghi ở phần giải thích.")


def score(value: Sequence[str], key: Key, points: Decimal) -> Decimal | None:  # noqa: ARG001 -- a person decides
    """Return 0 for an empty paper and None for any other: a person reads it."""
    return None if is_answered(value) else Decimal(0)


def empty() -> list[str]:
    return []


def is_answered(value: Sequence[str]) -> bool:
    return any(text.strip() for text in value)


def values(item: Item) -> list[str]:  # noqa: ARG001 -- free text: nothing to choose from
    return []


def arrange(item: Item, shuffle: Shuffle) -> Arrangement:  # noqa: ARG001 -- nothing to shuffle
    return Arrangement((), (), {})


def rename(answers: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:  # noqa: ARG001 -- no key
    return tuple(answers)
