"""Put all options in the right order (value: ``["c", "a", "b"]``, first to last)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from courses.bank.types import choices
from courses.bank.types.contract import Arrangement, Item, Key, KeyMistake, Shuffle, award, check_texts

NAME = "ordering"
LABEL = "Sắp xếp"
RULE = "Sắp xếp các ý theo thứ tự; mỗi ý đứng đúng vị trí được một phần điểm bằng nhau, không trừ điểm."


def check(value: object, item: Item) -> None:
    choices.check_chosen(check_texts(value), item)


def check_key(item: Item, answers: Sequence[str]) -> None:
    choices.check_options(item.options)
    choices.check_answers_known(item, answers)
    if len(answers) != len(item.options):
        raise KeyMistake("Đáp án của câu sắp xếp phải nêu đủ thứ tự của mọi phương án.")


def score(value: Sequence[str], key: Key, points: Decimal) -> Decimal:
    """Give 1/n for each of the n options that stands at its place."""
    placed = sum(given == right for given, right in zip(value, key.answers, strict=False))
    return award(points, Fraction(placed, len(key.answers)))


def empty() -> list[str]:
    return []


def is_answered(value: Sequence[str]) -> bool:
    return bool(value)


def values(item: Item) -> list[str]:
    return choices.ids(item.options)


def arrange(item: Item, shuffle: Shuffle) -> Arrangement:
    return choices.arrange_options(item, shuffle)


def rename(answers: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return choices.rename_ids(answers, names)
