"""A statement that is right or wrong (value: ``["true"]`` or ``["false"]``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from courses.bank.types import choices
from courses.bank.types.contract import (
    Arrangement,
    Item,
    Key,
    KeyMistake,
    Option,
    Shuffle,
    award,
    check_texts,
)

NAME = "true_false"
LABEL = "Đúng/Sai"
RULE = "Chọn Đúng hoặc Sai; đúng được trọn điểm, sai hoặc để trống được 0 điểm."

OPTIONS = (Option("true", "Đúng"), Option("false", "Sai"))


def check(value: object, item: Item) -> None:
    choices.check_chosen(check_texts(value, at_most=1), item)


def check_key(item: Item, answers: Sequence[str]) -> None:
    if choices.ids(item.options) != choices.ids(OPTIONS):
        raise KeyMistake("Câu Đúng/Sai chỉ có hai phương án Đúng và Sai.")
    if tuple(answers) not in {("true",), ("false",)}:
        raise KeyMistake("Đáp án của câu Đúng/Sai phải là Đúng hoặc Sai.")


def score(value: Sequence[str], key: Key, points: Decimal) -> Decimal:
    return award(points, Fraction(tuple(value) == key.answers))


def empty() -> list[str]:
    return []


def is_answered(value: Sequence[str]) -> bool:
    return bool(value)


def values(item: Item) -> list[str]:
    return choices.ids(item.options)


def arrange(item: Item, shuffle: Shuffle) -> Arrangement:  # noqa: ARG001 -- readers expect Đúng before Sai
    names = {option.id: option.id for option in item.options}
    return Arrangement(tuple(item.options), (), names)


def rename(answers: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return choices.rename_ids(answers, names)
