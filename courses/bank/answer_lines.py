"""Options and key of a question as plain lines, the way an author types them (pure).

============== =======================================================================
choices        one option a line, ``*`` before each right one
true_false     one line: "Đúng" or "Sai"
matching       ``left = right``; a line ``= right`` adds a right side that fits nothing
ordering       one item a line, in the right order
short_answer   one accepted form a line
essay          nothing
============== =======================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from courses.bank.formats.plain_text import clean
from courses.bank.formats.question import (
    Body,
    Question,
    QuestionMistake,
    choice_body,
    matching_body,
    matching_pairs,
    ordered_texts,
    ordering_body,
    true_false_body,
)
from courses.bank.types import (
    essay,
    matching,
    multiple_choice,
    ordering,
    short_answer,
    single_choice,
    true_false,
)

MARK = "*"
_TRUE, _FALSE = "Đúng", "Sai"

HINTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        single_choice.NAME: "Mỗi dòng một phương án; đặt dấu * trước phương án đúng.",
        multiple_choice.NAME: "Mỗi dòng một phương án; đặt dấu * trước mỗi phương án đúng.",
        true_false.NAME: "Ghi Đúng hoặc Sai.",
        matching.NAME: "Mỗi dòng một cặp: vế trái = vế phải. Dòng chỉ có “= vế phải” là phương án gây nhiễu.",
        ordering.NAME: "Mỗi dòng một ý, theo thứ tự đúng.",
        short_answer.NAME: "Mỗi dòng một cách viết được chấp nhận.",
        essay.NAME: "Bài tự luận không có đáp án; để trống. Hướng dẫn chấm ghi ở ô giải thích.",
    }
)


def to_lines(question: Question) -> str:
    """Return options and key as the author would type them."""
    if question.kind in {single_choice.NAME, multiple_choice.NAME}:
        lines = [f"{MARK if o.id in question.key else ''}{o.text}" for o in question.options]
    elif question.kind == true_false.NAME:
        lines = [_TRUE if question.key == ("true",) else _FALSE]
    elif question.kind == matching.NAME:
        lines = [f"{left} = {right}" for left, right in matching_pairs(question)]
    elif question.kind == ordering.NAME:
        lines = ordered_texts(question)
    else:
        lines = list(question.key)
    return "\n".join(lines)


def read_lines(kind: str, text: str) -> Body:
    """Return the body of a question of this kind; QuestionMistake names what cannot be read."""
    lines = [line for line in map(clean, text.splitlines()) if line]
    try:
        read = _READERS[kind]
    except KeyError:
        raise QuestionMistake("Không có loại câu hỏi này.") from None
    return read(lines)


def key_in_words(question: Question) -> list[str]:
    """Return the key for a reader, one line a part; empty when a person marks the answer."""
    if question.kind in {single_choice.NAME, multiple_choice.NAME}:
        return [option.text for option in question.options if option.id in question.key]
    if question.kind == matching.NAME:
        return [f"{left} – {right}" for left, right in matching_pairs(question) if left]
    return to_lines(question).splitlines()


def _choices(kind: str) -> Callable[[list[str]], Body]:
    def read(lines: list[str]) -> Body:
        marked = [(line.removeprefix(MARK).strip(), line.startswith(MARK)) for line in lines]
        return choice_body(kind, marked)

    return read


def _true_false(lines: list[str]) -> Body:
    words = [line.casefold() for line in lines]
    if words not in ([_TRUE.casefold()], [_FALSE.casefold()]):
        raise QuestionMistake("Ghi đúng một từ: Đúng hoặc Sai.")
    return true_false_body(is_true=words == [_TRUE.casefold()])


def _matching(lines: list[str]) -> Body:
    pairs = []
    for line in lines:
        left, sign, right = line.partition("=")
        if not sign or not right.strip():
            raise QuestionMistake(f"Dòng “{line}” cần dạng: vế trái = vế phải.")
        pairs.append((left.strip(), right.strip()))
    return matching_body(pairs)


def _essay(lines: list[str]) -> Body:
    if lines:
        raise QuestionMistake("Câu tự luận không có đáp án để máy chấm; để trống ô này.")
    return Body(essay.NAME)


_READERS: Final[Mapping[str, Callable[[list[str]], Body]]] = MappingProxyType(
    {
        single_choice.NAME: _choices(single_choice.NAME),
        multiple_choice.NAME: _choices(multiple_choice.NAME),
        true_false.NAME: _true_false,
        matching.NAME: _matching,
        ordering.NAME: ordering_body,
        short_answer.NAME: lambda lines: Body(short_answer.NAME, tuple(lines)),
        essay.NAME: _essay,
    }
)
