"""One right option among several (value: ``["b"]``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from courses.bank.types import choices
from courses.bank.types.contract import Arrangement, Item, Key, KeyMistake, Shuffle, award, check_texts

NAME = "single_choice"
LABEL = "Một đáp án"
RULE = "Chọn một phương án; đúng được trọn điểm, sai hoặc để trống được 0 điểm."


def check(value: object, item: Item) -> None:
    choices.check_chosen(check_texts(value, at_most=1), item)


def check_key(item: Item, answers: Sequence[str]) -> None:
    choices.check_options(item.options)
    if len(answers) != 1:
        raise KeyMistake(f"Câu một đáp án phải có đúng một đáp án (đang có {len(answers)}).")
    choices.check_answers_known(item, answers)


def score(value: Sequence[str], key: Key, points: Decimal) -> Decimal:
    return award(points, Fraction(tuple(value) == key.answers))


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
