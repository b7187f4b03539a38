"""A text that people mark (value: ``["…"]``); the explanation of the question guides the markers.

A guide that names criteria, one a line with its points (“Liên hệ bản thân: 3 điểm”), is a rubric: the
markers give points for each criterion, and their sum is the mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

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
TEN = Decimal(10)
STEPS_A_MARK = 4
"""Marks go by quarters."""
_CRITERION = re.compile(r"[-–•*\s]*(.+?)\s*[:=]\s*(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:điểm|đ)[.;]?", re.IGNORECASE)


class Criterion(NamedTuple):
    """One thing the markers look at, and the most points of the ten it earns."""

    text: str
    most: Decimal


def rubric(guide: str) -> tuple[Criterion, ...]:
    """Return the criteria of a guide when they make up a mark of ten; none for a guide in plain words."""
    criteria = _criteria(guide)
    return criteria if sum(one.most for one in criteria) == TEN and len(criteria) > 1 else ()


def check_guide(guide: str) -> None:
    """Raise KeyMistake when a guide names criteria that do not make up a mark of ten by quarters."""
    criteria = _criteria(guide)
    if len(criteria) > 1 and not rubric(guide):
        total = sum((one.most for one in criteria), Decimal(0))
        raise KeyMistake(f"Các tiêu chí chấm cộng được {written(total)} điểm; cần đủ 10.")
    if any((one.most * STEPS_A_MARK) % 1 for one in criteria):
        raise KeyMistake("Điểm của mỗi tiêu chí cách nhau 0,25.")


def written(points: Decimal) -> str:
    """Write points as people do: 7,5."""
    return f"{points.normalize():f}".replace(".", ",")


def _criteria(guide: str) -> tuple[Criterion, ...]:
    lines = (_CRITERION.fullmatch(line) for line in guide.splitlines())
    return tuple(Criterion(line[1], Decimal(line[2].replace(",", "."))) for line in lines if line)


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
