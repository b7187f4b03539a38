"""Several right options, with partial credit (value: ``["a", "c"]``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from courses.bank.types import choices
from courses.bank.types.contract import Arrangement, Item, Key, KeyMistake, Shuffle, award, check_texts

NAME = "multiple_choice"
LABEL = "Nhiều đáp án"
RULE = (
    "Chọn mọi phương án đúng; mỗi phương án đúng được một phần điểm bằng nhau, mỗi phương án sai bị "
    "trừ một phần (chọn hết các phương án sai bị trừ trọn điểm của câu), thấp nhất là 0 điểm."
)


def check(value: object, item: Item) -> None:
    choices.check_chosen(check_texts(value), item)


def check_key(item: Item, answers: Sequence[str]) -> None:
    choices.check_options(item.options)
    if not answers:
        raise KeyMistake("Câu nhiều đáp án chưa có đáp án nào.")
    choices.check_answers_known(item, answers)


def score(value: Sequence[str], key: Key, points: Decimal) -> Decimal:
    """Give +1/k for each of the k right options chosen, −1/m for each of the m wrong ones, floor 0.

    The rule of Moodle's multiple-response question with even weights. Where every option is right
    there is nothing to lose points with.
    """
    right = set(key.answers)
    chosen = set(value)
    wrong_ones = len(set(key.options) - right)
    gained = Fraction(len(chosen & right), len(right))
    lost = Fraction(len(chosen - right), wrong_ones) if wrong_ones else Fraction(0)
    return award(points, gained - lost)


def empty() -> list[str]:
    return []


def is_answered(value: Sequence[str]) -> bool:
    return bool(value)


def values(item: Item) -> list[str]:
    return choices.ids(item.options)


def arrange(item: Item, shuffle: Shuffle) -> Arrangement:
    return choices.arrange_options(item, shuffle)


def rename(answers: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(choices.rename_ids(answers, names)))
