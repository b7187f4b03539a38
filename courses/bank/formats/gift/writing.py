r"""Questions into GIFT; what Moodle's text format has no word for stands in a comment before the question.

    $CATEGORY: $course$/Bài 1

    // id:3 mức độ:TH
    ::Câu 3::Năm 1929 có những tổ chức nào? {~%50%A ~%50%B ~%-100%C####Giải thích}

Not expressible here: ``->`` in a matching line or an accepted form (written as ``→``), and a
blank inside an external id (written as ``_``). Ordering follows the Moodle plug-in (``{>3 ALL …``).
"""

from __future__ import annotations

from collections.abc import Sequence

from courses.bank.formats.gift.signs import CATEGORY, EXPLANATION, escape
from courses.bank.formats.question import (
    DIFFICULTY_CODES,
    Question,
    choice_weights,
    matching_pairs,
    ordered_texts,
    write_points,
)
from courses.bank.types import essay, matching, ordering, short_answer, single_choice, true_false


def write(questions: Sequence[Question]) -> bytes:
    """Return a GIFT file (UTF-8); questions keep their order, the lesson is the category."""
    pieces: list[str] = []
    lesson: str | None = None
    for number, question in enumerate(questions, start=1):
        if question.lesson != lesson:
            lesson = question.lesson
            path = f"$course$/{lesson.replace('/', '//')}" if lesson else "$course$"
            pieces.append(f"{CATEGORY} {path}\n")
        pieces.append(_written(question, number))
    return "\n".join(pieces).encode()


def _written(question: Question, number: int) -> str:
    comments = [_notes(question)]
    explanation = f"####{escape(question.explanation)}" if question.explanation else ""
    if question.kind == ordering.NAME and question.explanation:
        # The plug-in of Moodle would take a general feedback for one more line to order.
        comments.append(f"{EXPLANATION} {escape(question.explanation)}")
        explanation = ""
    head = "".join(f"// {comment}\n" for comment in comments if comment)
    name = escape(f"Câu {question.external_id or number}")
    return f"{head}::{name}::{escape(question.text)} {{{_answers(question)}{explanation}}}\n"


def _notes(question: Question) -> str:
    notes = []
    if question.external_id:
        notes.append(f"id:{'_'.join(question.external_id.split())}")
    if question.difficulty:
        notes.append(f"mức độ:{DIFFICULTY_CODES[question.difficulty]}")
    if question.points != 1:
        notes.append(f"điểm:{write_points(question.points)}")
    if question.ignore_tones:
        notes.append("bỏ dấu:có")
    return " ".join(notes)


def _answers(question: Question) -> str:
    if question.kind == essay.NAME:
        return ""
    if question.kind == true_false.NAME:
        return "TRUE" if question.key == ("true",) else "FALSE"
    if question.kind == short_answer.NAME:
        return " ".join(f"={escape(_arrow(form))}" for form in question.key)
    if question.kind == matching.NAME:
        pairs = matching_pairs(question)
        return " ".join(f"={escape(_arrow(left))} -> {escape(_arrow(right))}" for left, right in pairs)
    if question.kind == ordering.NAME:
        texts = ordered_texts(question)
        head = f">{len(texts)} ALL VERTICAL ABSOLUTE_POSITION SHOW\n"
        return head + "".join(f"{escape(text)}\n" for text in texts)
    return _choices(question)


def _choices(question: Question) -> str:
    weights = choice_weights(question)
    if question.kind == single_choice.NAME:
        signs = {key: "=" if weight > 0 else "~" for key, weight in weights.items()}
    else:
        signs = {key: f"~%{weight:.5f}%" for key, weight in weights.items()}
    return " ".join(f"{signs[option.id]}{escape(option.text)}" for option in question.options)


def _arrow(text: str) -> str:
    return text.replace("->", "→")
