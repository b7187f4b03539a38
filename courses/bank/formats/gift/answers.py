"""What stands between the braces of a GIFT question."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from courses.bank.formats.plain_text import clean
from courses.bank.formats.question import (
    Body,
    QuestionMistake,
    UnsupportedType,
    choice_body,
    matching_body,
    ordering_body,
    true_false_body,
)
from courses.bank.types import essay, multiple_choice, short_answer, single_choice

Show: TypeAlias = Callable[[str], str]
"""Turns a piece of the file into the text people read."""

_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d*)?)%")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_ORDERING_HEAD = re.compile(r"^>[^\n]*\n")


def read_answers(answers: str, show: Show) -> tuple[Body, str]:
    """Return the body, and the feedback of the right answer (used where no general one stands)."""
    if not answers:
        return Body(essay.NAME), ""
    if answers[0] == "#":
        raise UnsupportedType("numerical")
    if answers[0] == ">":
        return _ordering(answers, show), ""
    if "~" in answers:
        return _choice(answers, show)
    truth, *comments = answers.split("#", 2)
    if truth.strip().upper() in _TRUTHS:
        comments = [show(comment) for comment in comments]
        return true_false_body(is_true=_TRUTHS[truth.strip().upper()]), "".join(comments[1:] or comments)
    if "->" in answers:
        return matching_body(_pair(part, show) for part in _equal_parts(answers)), ""
    return _short(answers, show)


def _ordering(answers: str, show: Show) -> Body:
    head = _ORDERING_HEAD.match(answers)
    if not head:
        raise QuestionMistake("Câu sắp xếp phải ghi mỗi ý trên một dòng sau dòng “{>…”.")
    return ordering_body(show(line) for line in answers[head.end() :].split("\n") if line.strip())


def _choice(answers: str, show: Show) -> tuple[Body, str]:
    parts = [part for part in re.split(r"(?=[~=])", answers.replace("~=", "=")) if part.strip()]
    is_single = any(part.startswith("=") for part in parts)
    read: list[tuple[str, bool]] = []
    feedbacks: list[str] = []
    for part in parts:
        if part[0] not in "~=":
            raise QuestionMistake("Mỗi phương án phải bắt đầu bằng dấu = hoặc ~.")
        weight, text, feedback = _weighed(part[1:], 100 if part[0] == "=" else 0, show)
        if is_single and 0 < weight < 100:  # noqa: PLR2004 -- per cent
            raise QuestionMistake("Câu một đáp án có phương án chỉ được điểm một phần; hệ thống không nhận.")
        read.append((text, weight > 0))
        if weight > 0:
            feedbacks.append(feedback)
    kind = single_choice.NAME if is_single else multiple_choice.NAME
    return choice_body(kind, read), clean("\n".join(feedbacks))


def _weighed(part: str, default: float, show: Show) -> tuple[float, str, str]:
    """Return (weight in per cent, text, feedback) of one answer."""
    part = part.strip()
    weight = default
    if written := _WEIGHT.match(part):
        weight, part = float(written[1]), part[written.end() :]
    text, _, feedback = part.partition("#")
    return weight, show(text), show(feedback)


def _short(answers: str, show: Show) -> tuple[Body, str]:
    weighed = [_weighed(part, 100, show) for part in _equal_parts(answers)]
    if any(0 < weight < 100 for weight, _, _ in weighed):  # noqa: PLR2004 -- per cent
        raise QuestionMistake("Câu trả lời ngắn có đáp án chỉ được điểm một phần; hệ thống không nhận.")
    right = [(text, feedback) for weight, text, feedback in weighed if weight > 0]
    key = tuple(text for text, _ in right)
    return Body(short_answer.NAME, key), clean("\n".join(feedback for _, feedback in right))


def _equal_parts(answers: str) -> list[str]:
    first, *rest = answers.split("=")
    return [first, *rest] if first.strip() else rest


def _pair(part: str, show: Show) -> tuple[str, str]:
    left, arrow, right = part.partition("->")
    if not arrow or not right.strip():
        raise QuestionMistake("Mỗi cặp ghép đôi phải có dạng “=vế trái -> vế phải”.")
    return show(left), show(right)
