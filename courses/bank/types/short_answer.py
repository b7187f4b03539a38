"""A word or a number typed in (value: ``["văn minh"]``), compared with the accepted forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from courses.bank.types.contract import (
    Arrangement,
    Item,
    Key,
    KeyMistake,
    Shuffle,
    ValueMistake,
    award,
    check_texts,
)

NAME = "short_answer"
LABEL = "Trả lời ngắn"
RULE = "Gõ câu trả lời ngắn; trùng một cách viết được chấp nhận (không phân biệt chữ hoa) được trọn điểm."

LONGEST = 500
"""Letters; a longer text is an essay."""
MOST_FORMS = 30

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Combining huyền, sắc, ngã, hỏi, nặng."""


def fold(text: str, *, ignore_tones: bool = False) -> str:
    """Return the form in which two answers are compared.

    Letters composed (NFC), case and spaces folded, and the tone of a word moved to its end, since
    both *hòa* and *hoà* are correct spellings. With ``ignore_tones`` every mark goes, đ becomes d.
    """
    words = unicodedata.normalize("NFD", text.casefold()).split()
    if ignore_tones:
        return " ".join(map(_bare, words))
    return unicodedata.normalize("NFC", " ".join(map(_tone_last, words)))


def _tone_last(word: str) -> str:
    letters = "".join(letter for letter in word if letter not in _TONES)
    return letters + "".join(letter for letter in word if letter in _TONES)


def _bare(word: str) -> str:
    letters = "".join(letter for letter in word if not unicodedata.combining(letter))
    return letters.replace("đ", "d")


def check(value: object, item: Item) -> None:  # noqa: ARG001 -- every type is asked the same way
    texts = check_texts(value, at_most=1)
    if any(len(text) > LONGEST for text in texts):
        raise ValueMistake(f"Câu trả lời ngắn dài nhất {LONGEST} ký tự.")


def check_key(item: Item, answers: Sequence[str]) -> None:
    if item.options or item.targets:
        raise KeyMistake("Câu trả lời ngắn không có phương án.")
    if not answers or not all(answer.strip() for answer in answers):
        raise KeyMistake("Câu trả lời ngắn cần ít nhất một đáp án được chấp nhận.")
    if len(answers) > MOST_FORMS:
        raise KeyMistake(f"Câu trả lời ngắn nhận nhiều nhất {MOST_FORMS} cách viết.")
    if any(len(answer) > LONGEST for answer in answers):
        raise KeyMistake(f"Đáp án của câu trả lời ngắn dài nhất {LONGEST} ký tự.")


def score(value: Sequence[str], key: Key, points: Decimal) -> Decimal:
    accepted = {fold(form, ignore_tones=key.ignore_tones) for form in key.answers}
    return award(
        points, Fraction(any(fold(text, ignore_tones=key.ignore_tones) in accepted for text in value))
    )


def empty() -> list[str]:
    return []


def is_answered(value: Sequence[str]) -> bool:
    return any(text.strip() for text in value)


def values(item: Item) -> list[str]:  # noqa: ARG001 -- free text: nothing to choose from
    return []


def arrange(item: Item, shuffle: Shuffle) -> Arrangement:  # noqa: ARG001 -- nothing to shuffle
    return Arrangement((), (), {})


def rename(answers: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:  # noqa: ARG001 -- texts keep
    return tuple(answers)
