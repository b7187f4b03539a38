"""Each line on the left gets one on the right (value: ``["1:b", "2:a"]``).

Several lines may share one target, and targets that fit no line are allowed (distractors).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    ValueMistake,
    award,
    check_texts,
)

NAME = "matching"
LABEL = "Ghép đôi"
RULE = "Ghép mỗi ý bên trái với một ý bên phải; mỗi cặp đúng được một phần điểm bằng nhau, không trừ điểm."


def pair(left: str, right: str) -> str:
    """Return the value that says: this left line goes with that right one."""
    return f"{left}:{right}"


def unpair(value: str) -> tuple[str, str]:
    """Split a pair into left and right id; a string that is no pair has an empty right side."""
    left, _, right = value.partition(":")
    return left, right


def columns(
    pairs: Iterable[tuple[str, str]],
) -> tuple[tuple[Option, ...], tuple[Option, ...], tuple[str, ...]]:
    """Return (left options, right targets, key) for pairs of texts.

    An empty left text adds a target that fits nothing, after the others; equal right texts are
    one target.
    """
    options: list[Option] = []
    targets: dict[str, Option] = {}
    key: list[str] = []
    for left, right in sorted(pairs, key=lambda texts: not texts[0]):
        if right not in targets:
            if len(targets) == choices.MOST_OPTIONS:
                raise KeyMistake(f"Câu ghép đôi có quá {choices.MOST_OPTIONS} ý bên phải.")
            targets[right] = Option(choices.option_id(len(targets)), right)
        if left:
            options.append(Option(str(len(options) + 1), left))
            key.append(pair(options[-1].id, targets[right].id))
    return tuple(options), tuple(targets.values()), tuple(key)


def check(value: object, item: Item) -> None:
    pairs = [unpair(part) for part in check_texts(value)]
    lefts, rights = set(choices.ids(item.options)), set(choices.ids(item.targets))
    for left, right in pairs:
        if left not in lefts or right not in rights:
            raise ValueMistake(f"Không có cặp “{pair(left, right)[:20]}” trong câu này.")
    if len({left for left, _ in pairs}) != len(pairs):
        raise ValueMistake("Mỗi ý bên trái chỉ ghép một lần.")


def check_key(item: Item, answers: Sequence[str]) -> None:
    choices.check_options(item.options)
    choices.check_options(item.targets)
    rights = set(choices.ids(item.targets))
    pairs = [unpair(answer) for answer in answers]
    if [left for left, _ in pairs] != choices.ids(item.options) or not {r for _, r in pairs} <= rights:
        raise KeyMistake("Mỗi ý bên trái phải có đúng một ý ghép ở bên phải.")


def score(value: Sequence[str], key: Key, points: Decimal) -> Decimal:
    """Give 1/n for each of the n lines matched rightly; a wrong pair costs nothing."""
    right = set(key.answers)
    return award(points, Fraction(len(right & set(value)), len(right)))


def empty() -> list[str]:
    return []


def is_answered(value: Sequence[str]) -> bool:
    return bool(value)


def values(item: Item) -> list[str]:
    return [pair(left.id, right.id) for left in item.options for right in item.targets]


def arrange(item: Item, shuffle: Shuffle) -> Arrangement:
    """Keep the left column as the author wrote it, shuffle and rename the right one."""
    texts = dict(item.targets)
    order = list(shuffle(choices.ids(item.targets)))
    names = {bank_id: choices.option_id(place) for place, bank_id in enumerate(order)}
    targets = tuple(Option(names[bank_id], texts[bank_id]) for bank_id in order)
    return Arrangement(tuple(item.options), targets, names)


def rename(answers: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(pair(left, names[right]) for left, right in map(unpair, answers))
