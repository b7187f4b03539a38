"""What every question type promises, in the same words.

**Values.** An answer is a list of strings, whatever the type; ``[]`` means "not answered".

================== =====================================================================
single_choice      ``["b"]``: the id of the option chosen
multiple_choice    ``["a", "c"]``: ids of the options chosen, in any order, none twice
true_false         ``["true"]`` or ``["false"]``
matching           ``["1:b", "2:a"]``: ``left:right`` pairs, a left id at most once
ordering           ``["c", "a", "b"]``: ids from first to last, may be incomplete
short_answer       ``["văn minh"]``: one text
essay              ``["Kính thưa …"]``: one text
================== =====================================================================

**Keys.** ``Key.answers`` has the shape of a perfect value; only for a short answer does it list
every accepted form, and for an essay it is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

POINT_STEP = Decimal("0.0001")
"""Points of one item are kept to four decimals, so that thirds add up on a paper of 100 items."""


class ValueMistake(ValueError):
    """The answer sent does not fit the item; the message is for the candidate."""


class KeyMistake(ValueError):
    """The question as written cannot be scored; the message is for its author."""


class Option(NamedTuple):
    """One thing to choose: the id is what the player sends, the text is what people read."""

    id: str
    text: str


class Item(Protocol):
    """What an answer is checked against: a question of the bank or an item of a paper.

    ``targets`` is the right-hand column of a matching item and empty for every other type.
    """

    @property
    def options(self) -> Sequence[Option]: ...
    @property
    def targets(self) -> Sequence[Option]: ...


@dataclass(frozen=True, slots=True)
class Key:
    """What an answer is scored against; never shown before the review policy allows it.

    ``options`` holds every option id of the item: partial credit needs the number of wrong ones.
    """

    answers: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    ignore_tones: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The options of one item as a paper shows them; ``names`` maps bank id to paper id."""

    options: tuple[Option, ...]
    targets: tuple[Option, ...]
    names: Mapping[str, str]


Shuffle = Callable[[Sequence[str]], Sequence[str]]


class QuestionType(Protocol):
    """The interface of a file of this folder: the module itself is the type."""

    NAME: str
    LABEL: str
    RULE: str
    """How it is scored, in one Vietnamese sentence shown on the exam page."""

    def check(self, value: object, item: Item) -> None:
        """Raise ValueMistake unless ``value`` may be stored as an answer to ``item``."""

    def check_key(self, item: Item, answers: Sequence[str]) -> None:
        """Raise KeyMistake unless the question can be answered and scored."""

    def score(self, value: Sequence[str], key: Key, points: Decimal) -> Decimal | None:
        """Return points between 0 and ``points``; None when a person has to mark the answer."""

    def empty(self) -> list[str]:
        """Return the value of an unanswered item."""

    def is_answered(self, value: Sequence[str]) -> bool:
        """Tell whether the candidate gave anything at all."""

    def values(self, item: Item) -> list[str]:
        """Return the strings a player may send; empty when the answer is free text."""

    def arrange(self, item: Item, shuffle: Shuffle) -> Arrangement:
        """Return the options in the order of a paper, under ids that tell nothing."""

    def rename(self, answers: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
        """Write answers in the other ids of an arrangement."""


def check_texts(value: object, *, at_most: int | None = None) -> list[str]:
    """Return ``value`` as a list of strings that a database can hold, or raise ValueMistake."""
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ValueMistake("Câu trả lời phải là một danh sách chuỗi ký tự.")
    if at_most is not None and len(value) > at_most:
        raise ValueMistake(f"Câu này nhận nhiều nhất {at_most} giá trị.")
    if any(_is_unstorable(letter) for part in value for letter in part):
        raise ValueMistake("Câu trả lời có ký tự không hợp lệ.")
    return value


def _is_unstorable(letter: str) -> bool:
    # PostgreSQL refuses NUL, UTF-8 refuses a lone surrogate; JSON lets a client send both.
    return letter == "\x00" or "\ud800" <= letter <= "\udfff"


def award(points: Decimal, share: Fraction) -> Decimal:
    """Return that share of the points, to four decimals, half up; a negative share earns nothing."""
    earned = max(share, Fraction(0)) * Fraction(points)
    exact = Decimal(earned.numerator) / Decimal(earned.denominator)
    return exact.quantize(POINT_STEP, rounding=ROUND_HALF_UP)
