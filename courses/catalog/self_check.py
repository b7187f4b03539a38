"""Questions a reader of a lesson asks of oneself, written as plain text (pure).

A blank line separates questions. The first line of each is the question; ``*`` stands before a right
answer, ``-`` before a wrong one, ``>`` before the explanation::

    Thời kỳ dự bị dài bao lâu?
    - 6 tháng
    * 12 tháng
    > Điều 5 Điều lệ Đảng: tính từ ngày chi bộ làm lễ kết nạp.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

MOST_QUESTIONS = 20
MOST_OPTIONS = 10
LONGEST_LINE = 600
RIGHT, WRONG, WHY = "*", "-", ">"


class SelfCheckMistake(ValueError):
    """The text does not read as questions; the message names the line, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class CheckOption:
    """One answer to choose from; ``place`` counts from 0 inside its question."""

    place: int
    text: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """One question with its answers; ``number`` counts from 1 inside the lesson."""

    number: int
    text: str
    options: tuple[CheckOption, ...]
    explanation: str

    @property
    def right(self) -> frozenset[int]:
        """Return the places of the right answers."""
        return frozenset(option.place for option in self.options if option.is_right)

    @property
    def has_several(self) -> bool:
        """Tell whether more than one answer is right."""
        return len(self.right) > 1


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader chose for one question, and whether exactly the right answers were chosen."""

    chosen: frozenset[int]
    is_right: bool


def read_questions(text: str) -> tuple[CheckQuestion, ...]:
    """Return the questions of a text, none for an empty one; SelfCheckMistake names what is wrong."""
    questions = tuple(_read_one(number, lines) for number, lines in enumerate(_blocks(text), start=1))
    if len(questions) > MOST_QUESTIONS:
        raise SelfCheckMistake(f"Nhiều nhất {MOST_QUESTIONS} câu cho một bài; đang có {len(questions)} câu.")
    return questions


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines of each question with their numbers in the text."""
    numbered = ((place, line.strip()) for place, line in enumerate(text.splitlines(), start=1))
    for has_words, lines in groupby(numbered, key=lambda pair: bool(pair[1])):
        if has_words:
            yield list(lines)


def _read_one(number: int, lines: Sequence[tuple[int, str]]) -> CheckQuestion:
    first, question = lines[0]
    if question[0] in RIGHT + WRONG + WHY:
        raise SelfCheckMistake(
            f"Dòng {first}: thiếu câu hỏi phía trên “{question[:40]}”. "
            "Giữa các dòng của một câu không để dòng trống."
        )
    options: list[CheckOption] = []
    reasons: list[str] = []
    for place, line in lines[1:]:
        sign, words = line[0], line[1:].strip()
        if len(line) > LONGEST_LINE:
            raise SelfCheckMistake(f"Dòng {place} dài quá {LONGEST_LINE} chữ.")
        if sign not in RIGHT + WRONG + WHY or not words:
            raise SelfCheckMistake(f"Dòng {place}: bắt đầu bằng *, - hoặc > rồi ghi nội dung.")
        if sign == WHY:
            reasons.append(words)
        else:
            options.append(CheckOption(len(options), words, sign == RIGHT))
    _check(number, first, question, options)
    return CheckQuestion(number, question, tuple(options), " ".join(reasons))


def _check(number: int, line: int, question: str, options: Sequence[CheckOption]) -> None:
    where = f"Câu {number} (dòng {line})"
    if len(question) > LONGEST_LINE:
        raise SelfCheckMistake(f"{where}: câu hỏi dài quá {LONGEST_LINE} chữ.")
    if not 2 <= len(options) <= MOST_OPTIONS:  # noqa: PLR2004 -- one answer is no choice
        raise SelfCheckMistake(f"{where}: cần từ 2 đến {MOST_OPTIONS} phương án, đang có {len(options)}.")
    if len({option.text for option in options}) < len(options):
        raise SelfCheckMistake(f"{where}: có hai phương án giống hệt nhau.")
    if not any(option.is_right for option in options):
        raise SelfCheckMistake(f"{where}: chưa đánh dấu * trước phương án đúng.")


def write_questions(questions: Sequence[CheckQuestion]) -> str:
    """Return the questions as their author would type them."""
    return "\n\n".join("\n".join(_lines(question)) for question in questions)


def _lines(question: CheckQuestion) -> Iterator[str]:
    yield question.text
    for option in question.options:
        yield f"{RIGHT if option.is_right else WRONG} {option.text}"
    if question.explanation:
        yield f"{WHY} {question.explanation}"


def look_over(
    questions: Sequence[CheckQuestion], chosen: Mapping[int, frozenset[int]]
) -> dict[int, Feedback]:
    """Return the feedback on every question that was answered, by its number.

    ``chosen`` maps a question's number to the places chosen; places that are not there are ignored.
    """
    found: dict[int, Feedback] = {}
    for question in questions:
        known = {option.place for option in question.options}
        places = frozenset(chosen.get(question.number, frozenset()) & known)
        if places:
            found[question.number] = Feedback(places, places == question.right)
    return found
