"""The question every file format is read into and written from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from courses.bank.formats.picture import LONGEST_ALT, MOST_PICTURES, Picture
from courses.bank.formats.plain_text import clean
from courses.bank.types import essay, matching, ordering, single_choice, true_false
from courses.bank.types.choices import MOST_OPTIONS, option_id
from courses.bank.types.contract import Key, KeyMistake, Option
from courses.bank.types.registry import TYPES

MOST_POINTS = Decimal(100)
LONGEST_TEXT = 30_000
"""Letters of one text; an Excel cell ends at 32,767."""
LONGEST_OPTION = 2_000
LONGEST_NAME = 200
"""Letters of a lesson or of the number a file knows a question by."""
FEWEST_POINTS = Decimal("0.01")

MEDIA_REFUSED = (
    "Có âm thanh, công thức, hoặc hình ngoài phần câu hỏi; phương án và giải thích chỉ nhận chữ, "
    "hình chỉ nhận trong phần câu hỏi của tệp Moodle XML và QTI."
)


class QuestionMistake(ValueError):
    """One question cannot be taken; the message tells its author why, in Vietnamese."""


class UnsupportedType(Exception):
    """The question is of a type we do not have; ``args[0]`` is its name in the file."""


class UnreadableBank(ValueError):
    """The file as a whole cannot be read; the message tells why, in Vietnamese."""


class Difficulty(StrEnum):
    """The four levels of Vietnamese question banks, easiest first."""

    RECOGNITION = "recognition"
    UNDERSTANDING = "understanding"
    APPLICATION = "application"
    ADVANCED_APPLICATION = "advanced_application"


DIFFICULTY_CODES = {
    Difficulty.RECOGNITION: "NB",
    Difficulty.UNDERSTANDING: "TH",
    Difficulty.APPLICATION: "VD",
    Difficulty.ADVANCED_APPLICATION: "VDC",
}
DIFFICULTY_LABELS = {
    Difficulty.RECOGNITION: "Nhận biết",
    Difficulty.UNDERSTANDING: "Thông hiểu",
    Difficulty.APPLICATION: "Vận dụng",
    Difficulty.ADVANCED_APPLICATION: "Vận dụng cao",
}
_LEVELS = (
    {code.casefold(): level for level, code in DIFFICULTY_CODES.items()}
    | {label.casefold(): level for level, label in DIFFICULTY_LABELS.items()}
    | {level.value: level for level in Difficulty}
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question outside the database.

    ``kind`` is a name of the type registry, ``key`` has the shape of a perfect value of it
    (types/contract.py); ``points`` is the weight the author suggests; ``external_id`` is the number
    or id the file knows it by. Texts are as ``plain_text.clean`` leaves them.
    """

    kind: str
    text: str
    key: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] = ()
    lesson: str = ""
    difficulty: Difficulty | None = None
    explanation: str = ""
    points: Decimal = Decimal(1)
    external_id: str = ""
    ignore_tones: bool = False
    pictures: tuple[Picture, ...] = ()
    """Shown under the text, in this order."""

    def scoring_key(self) -> Key:
        """Return what an answer to this question is scored against."""
        return Key(self.key, tuple(option.id for option in self.options), self.ignore_tones)


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a question that depends on its type."""

    kind: str
    key: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedBank:
    """What a file holds: good questions, (item, message) of the bad, (item, type) of the foreign."""

    format: str
    questions: tuple[Question, ...] = ()
    complaints: tuple[tuple[str, str], ...] = ()
    unsupported: tuple[tuple[str, str], ...] = ()


def gather(file_format: str, items: Iterable[tuple[str, Callable[[], Question]]]) -> ParsedBank:
    """Read every (label, reader) pair; one bad question never costs the others."""
    questions: list[Question] = []
    complaints: list[tuple[str, str]] = []
    unsupported: list[tuple[str, str]] = []
    for label, read in items:
        try:
            question = read()
            check_question(question)
        except QuestionMistake as mistake:
            complaints.append((label, str(mistake)))
        except UnsupportedType as foreign:
            unsupported.append((label, str(foreign)))
        else:
            questions.append(question)
    return ParsedBank(file_format, tuple(questions), tuple(complaints), tuple(unsupported))


def check_question(question: Question) -> None:
    """Raise QuestionMistake unless the question can be put to people and scored."""
    if not question.text:
        raise QuestionMistake("Câu hỏi chưa có nội dung.")
    if max(len(question.text), len(question.explanation)) > LONGEST_TEXT:
        raise QuestionMistake(f"Nội dung và giải thích dài nhất {LONGEST_TEXT} ký tự.")
    if any(len(option.text) > LONGEST_OPTION for option in (*question.options, *question.targets)):
        raise QuestionMistake(f"Mỗi phương án dài nhất {LONGEST_OPTION} ký tự.")
    if len(question.pictures) > MOST_PICTURES:
        raise QuestionMistake(f"Mỗi câu kèm nhiều nhất {MOST_PICTURES} hình.")
    if any(len(picture.alt) > LONGEST_ALT for picture in question.pictures):
        raise QuestionMistake(f"Lời tả hình dài nhất {LONGEST_ALT} ký tự.")
    if max(len(question.lesson), len(question.external_id)) > LONGEST_NAME:
        raise QuestionMistake(f"Tên bài và số hiệu của câu dài nhất {LONGEST_NAME} ký tự.")
    if not FEWEST_POINTS <= question.points <= MOST_POINTS:
        raise QuestionMistake(f"Điểm của câu phải từ 0,01 đến {MOST_POINTS}.")
    try:
        TYPES[question.kind].check_key(question, question.key)
        if question.kind == essay.NAME:
            essay.check_guide(question.explanation)
    except KeyMistake as mistake:
        raise QuestionMistake(str(mistake)) from None


def choice_body(kind: str, answers: Iterable[tuple[str, bool]]) -> Body:
    """Return the body of a single or multiple choice from (text, is right) in the file's order."""
    answers = list(answers)
    options = number_options(text for text, _ in answers)
    key = tuple(option.id for option, (_, right) in zip(options, answers, strict=True) if right)
    return Body(kind, key, options)


def true_false_body(*, is_true: bool) -> Body:
    """Return the body of a statement that is right or wrong."""
    return Body(true_false.NAME, ("true" if is_true else "false",), true_false.OPTIONS)


def ordering_body(texts: Iterable[str]) -> Body:
    """Return the body of an ordering whose texts are given in the right order."""
    options = number_options(texts)
    return Body(ordering.NAME, tuple(option.id for option in options), options)


def matching_body(pairs: Iterable[tuple[str, str]]) -> Body:
    """Return the body of a matching from (left, right) texts; an empty left is a distractor."""
    try:
        options, targets, key = matching.columns(pairs)
    except KeyMistake as mistake:
        raise QuestionMistake(str(mistake)) from None
    return Body(matching.NAME, key, options, targets)


def choice_weights(question: Question) -> dict[str, float]:
    """Return the per cent each option of a choice adds when chosen (multiple_choice.RULE)."""
    right = set(question.key)
    if question.kind == single_choice.NAME:
        return {option.id: 100.0 if option.id in right else 0.0 for option in question.options}
    wrong = max(len(question.options) - len(right), 1)
    return {
        option.id: 100 / len(right) if option.id in right else -100 / wrong for option in question.options
    }


def number_options(texts: Iterable[str]) -> tuple[Option, ...]:
    """Give the texts the ids a, b, c … in their order."""
    texts = list(texts)
    if len(texts) > MOST_OPTIONS:
        raise QuestionMistake(f"Câu có quá {MOST_OPTIONS} phương án.")
    return tuple(Option(option_id(place), text) for place, text in enumerate(texts))


def matching_pairs(question: Question) -> list[tuple[str, str]]:
    """Return the (left, right) texts of a matching, distractors last with an empty left."""
    lefts, rights = dict(question.options), dict(question.targets)
    pairs = [matching.unpair(value) for value in question.key]
    used = {right for _, right in pairs}
    distractors = [("", target.text) for target in question.targets if target.id not in used]
    return [(lefts[left], rights[right]) for left, right in pairs] + distractors


def ordered_texts(question: Question) -> list[str]:
    """Return the texts of an ordering in the right order."""
    texts = dict(question.options)
    return [texts[answer] for answer in question.key]


def read_difficulty(text: str) -> Difficulty | None:
    """Read NB, TH, VD, VDC or the words they stand for; nothing written means not graded yet."""
    written = clean(text)
    if not written:
        return None
    try:
        return _LEVELS[written.casefold()]
    except KeyError:
        raise QuestionMistake(f"Mức độ “{written}” không thuộc NB, TH, VD, VDC.") from None


def lesson_name(text: str) -> str:
    """Return "Bài 3" for "Bài 3 - Nội dung cơ bản của Điều lệ Đảng"; other names stay as they are.

    Files name a lesson by number, or by number and title; the title belongs to the programme.
    """
    written = clean(text)
    numbered = re.fullmatch(r"(?:bài|chuyên đề)\s+(\d+)(?:\s*[-–—:.].*)?", written, re.IGNORECASE | re.DOTALL)
    return f"Bài {int(numbered[1])}" if numbered else written


def read_points(text: str) -> Decimal:
    """Read a number of points written with a comma or a full stop; nothing written means 1."""
    written = clean(text).replace(",", ".")
    if not written:
        return Decimal(1)
    if not re.fullmatch(r"\d{1,6}(\.\d{1,10})?", written):
        raise QuestionMistake(f"Điểm “{clean(text)}” không phải là số.")
    return Decimal(written)


def write_points(points: Decimal) -> str:
    """Write points plainly, without exponent or idle zeros."""
    written = f"{points:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
