"""One line of answers copied from a sheet of paper: read into the values of the protocol (pure).

Answers stand in the order of the items, parted by ";" (or by spaces while no item wants words):
``A; AC; Đ; BA; CABD; văn minh``. A letter is the option as it is printed; a matching lists the
right-hand letter of each left-hand line, "?" for one left open; an ordering lists its letters from
first to last; Đ and S are true and false; "-" or nothing is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from courses.bank.types import matching, multiple_choice, ordering, short_answer, single_choice, true_false
from courses.bank.types.contract import ValueMistake
from courses.bank.types.registry import TYPES
from courses.exams.frozen_paper import FrozenItem

BLANKS = frozenset({"", "-", "?"})
TRUTH = {"Đ": "true", "D": "true", "S": "false"}
HINTS = {
    single_choice.NAME: "một chữ cái",
    multiple_choice.NAME: "các chữ cái đúng, viết liền",
    true_false.NAME: "Đ hoặc S",
    matching.NAME: "chữ cái ghép với từng ý 1, 2, 3… viết liền",
    ordering.NAME: "các chữ cái theo thứ tự, viết liền",
    short_answer.NAME: "ghi câu trả lời",
}


class EntryMistake(NamedTuple):
    """What is wrong with a line; ``item`` counts from 1, 0 for the line as a whole."""

    item: int
    message: str

    @property
    def words(self) -> str:
        return f"Câu {self.item}: {self.message}" if self.item else self.message


def read_line(items: Sequence[FrozenItem], line: str) -> dict[int, list[str]] | EntryMistake:
    """Return the answers of a line by item number, blank ones left out, or the first mistake in it."""
    tokens = [token.strip() for token in (line.split(";") if ";" in line else line.split())]
    if not any(tokens):
        return EntryMistake(0, "Chưa có câu trả lời nào.")
    if len(tokens) != len(items):
        return EntryMistake(0, f"Đề có {len(items)} câu, dòng này có {len(tokens)} câu trả lời.")
    answers: dict[int, list[str]] = {}
    for item, token in zip(items, tokens, strict=True):
        if token in BLANKS:
            continue
        value = _value(item, token)
        try:
            TYPES[item.type].check(value, item)
        except ValueMistake as mistake:
            return EntryMistake(item.item, f"“{token}” – {mistake}")
        answers[item.item] = value
    return answers


def write_line(items: Sequence[FrozenItem], answers: Mapping[int, Sequence[str]]) -> str:
    """Return the line that ``read_line`` reads as these answers."""
    return "; ".join(_token(item, answers.get(item.item, ())) for item in items)


def _value(item: FrozenItem, token: str) -> list[str]:
    letters = token.replace(" ", "")
    if item.type == short_answer.NAME:
        return [token]
    if item.type == true_false.NAME:
        return [TRUTH.get(letters.upper(), letters)]
    if item.type == matching.NAME:
        lefts = [option.id for option in item.options]
        if len(letters) > len(lefts):
            return [letters]
        return [
            matching.pair(left, right.lower())
            for left, right in zip(lefts, letters, strict=False)
            if right not in BLANKS
        ]
    return list(letters.lower())


def _token(item: FrozenItem, value: Sequence[str]) -> str:
    if not value:
        return "-"
    if item.type == short_answer.NAME:
        return value[0]
    if item.type == true_false.NAME:
        return "Đ" if value[0] == "true" else "S"
    if item.type == matching.NAME:
        chosen = dict(matching.unpair(one) for one in value)
        return "".join(chosen.get(option.id, "?").upper() for option in item.options)
    return "".join(value).upper()
