"""Moodle XML: categories are lessons, tags carry the level, idnumber the external id."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from html import escape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from courses.bank.formats import xml_tree
from courses.bank.formats.picture import Picture
from courses.bank.formats.plain_text import clean
from courses.bank.formats.question import (
    DIFFICULTY_CODES,
    MEDIA_REFUSED,
    Body,
    Difficulty,
    ParsedBank,
    Question,
    QuestionMistake,
    UnreadableBank,
    UnsupportedType,
    choice_body,
    choice_weights,
    gather,
    lesson_name,
    matching_body,
    matching_pairs,
    ordered_texts,
    ordering_body,
    read_difficulty,
    read_points,
    true_false_body,
    write_points,
)
from courses.bank.formats.xml_tree import add
from courses.bank.types import (
    essay,
    matching,
    multiple_choice,
    ordering,
    short_answer,
    single_choice,
    true_false,
)

NAME = "moodle-xml"

IGNORE_TONES_TAG = "bỏ dấu"
_MOODLE_TYPES = {
    single_choice.NAME: "multichoice",
    multiple_choice.NAME: "multichoice",
    true_false.NAME: "truefalse",
    matching.NAME: "matching",
    ordering.NAME: "ordering",
    short_answer.NAME: "shortanswer",
    essay.NAME: "essay",
}
_HTML = frozenset({"", "html", "moodle_auto_format"})
_PLUGIN_FILE = "@@PLUGINFILE@@/"
"""How Moodle addresses the files that travel with a text."""


def read(data: bytes) -> ParsedBank:
    """Read every question of a Moodle XML file."""
    root = xml_tree.parse(data)
    if root.tag != "quiz":
        raise UnreadableBank("Tệp XML này không phải Moodle XML (không có phần tử <quiz>).")
    return gather(NAME, _readers(root))


def _readers(root: Element) -> Iterator[tuple[str, Callable[[], Question]]]:
    lesson = ""
    number = 0
    for element in root.iterfind("question"):
        if element.get("type") == "category":
            lesson = _lesson(element.findtext("category/text") or "")
            continue
        number += 1
        name = clean(element.findtext("name/text") or "")
        label = f"câu thứ {number}" + (f" ({name})" if name else "")
        yield label, partial(_question, element, lesson)


def _lesson(path: str) -> str:
    last = re.split(r"(?<!/)/(?!/)", path.strip())[-1].replace("//", "/")
    return "" if last.startswith("$") or last == "top" else lesson_name(last)


def _question(element: Element, lesson: str) -> Question:
    body = _body(element)
    text, pictures = _stem(element.find("questiontext"))
    tags = [clean(tag.text or "") for tag in element.iterfind("tags/tag/text")]
    return Question(
        kind=body.kind,
        text=text,
        key=body.key,
        options=body.options,
        targets=body.targets,
        lesson=lesson,
        difficulty=_difficulty(tags),
        explanation=_words(element.find("generalfeedback")) or _words(element.find("graderinfo")),
        points=read_points(element.findtext("defaultgrade") or ""),
        external_id=clean(element.findtext("idnumber") or ""),
        ignore_tones=IGNORE_TONES_TAG in tags,
        pictures=pictures,
    )


def _stem(element: Element | None) -> tuple[str, tuple[Picture, ...]]:
    """Return the question itself, with the pictures its text shows; other files are of no use to it."""
    if element is None or element.get("format", "") not in _HTML:
        return _words(element), ()
    packed = {file.get("name", ""): file.text or "" for file in element.iterfind("file")}

    def find(address: str) -> bytes | None:
        place, sign, name = unquote(address).partition(_PLUGIN_FILE)
        found = packed.get(name.partition("?")[0].rpartition("/")[2]) if sign and not place else None
        return None if found is None else xml_tree.decode(found)

    return xml_tree.html_stem(element.findtext("text") or "", find)


def _body(element: Element) -> Body:
    kind = element.get("type", "")
    if kind == "multichoice":
        return _choice(element)
    if kind == "truefalse":
        right = [answer for answer in element.iterfind("answer") if _fraction(answer) > 0]
        return true_false_body(is_true=any(_words(answer).casefold() == "true" for answer in right))
    if kind in {"matching", "ddmatch"}:
        return matching_body(_pair(pair) for pair in element.iterfind("subquestion"))
    if kind == "ordering":
        return ordering_body(_words(answer) for answer in element.iterfind("answer"))
    if kind == "shortanswer":
        return _short(element)
    if kind == "essay":
        return Body(essay.NAME)
    raise UnsupportedType(kind or "?")


def _choice(element: Element) -> Body:
    is_single = (element.findtext("single") or "true").strip() in {"true", "1"}
    weighed = [(_words(answer), _fraction(answer)) for answer in element.iterfind("answer")]
    if is_single:
        _refuse_partial(fraction for _, fraction in weighed)
    kind = single_choice.NAME if is_single else multiple_choice.NAME
    return choice_body(kind, [(text, fraction > 0) for text, fraction in weighed])


def _short(element: Element) -> Body:
    weighed = [(_words(answer), _fraction(answer)) for answer in element.iterfind("answer")]
    _refuse_partial(fraction for _, fraction in weighed)
    return Body(short_answer.NAME, tuple(text for text, fraction in weighed if fraction > 0))


def _refuse_partial(fractions: Iterator[Decimal]) -> None:
    if any(0 < fraction < 100 for fraction in fractions):  # noqa: PLR2004 -- per cent
        raise QuestionMistake("Câu có đáp án chỉ được điểm một phần; hệ thống không nhận.")


def _pair(subquestion: Element) -> tuple[str, str]:
    return _words(subquestion), clean(subquestion.findtext("answer/text") or "")


def _fraction(answer: Element) -> Decimal:
    written = answer.get("fraction", "0")
    try:
        fraction = Decimal(written)
    except InvalidOperation:
        fraction = Decimal("NaN")
    if not fraction.is_finite():
        raise QuestionMistake(f"Tỷ lệ điểm “{written}” không phải là số.")
    return fraction


def _difficulty(tags: Sequence[str]) -> Difficulty | None:
    for tag in tags:
        try:
            return read_difficulty(tag)
        except QuestionMistake:
            continue  # a tag about something else
    return None


def _words(element: Element | None) -> str:
    """Return the text of ``<x format="…"><text>…</text></x>`` as people read it."""
    if element is None:
        return ""
    if element.find("file") is not None:
        raise QuestionMistake(MEDIA_REFUSED)
    text = element.findtext("text") or ""
    return xml_tree.html_words(text) if element.get("format", "") in _HTML else clean(text)


def write(questions: Sequence[Question]) -> bytes:
    """Return a Moodle XML file; texts are plain, so that nothing in them is taken for HTML."""
    quiz = Element("quiz")
    lesson: str | None = None
    for number, question in enumerate(questions, start=1):
        if question.lesson != lesson:
            lesson = question.lesson
            path = f"$course$/top/{lesson.replace('/', '//')}" if lesson else "$course$/top"
            _add_text(add(quiz, "question", type="category"), "category", path)
        _add_question(quiz, question, number)
    return xml_tree.to_bytes(quiz)


def _add_question(quiz: Element, question: Question, number: int) -> None:
    element = add(quiz, "question", type=_MOODLE_TYPES[question.kind])
    _add_text(element, "name", f"Câu {question.external_id or number}")
    _add_stem(element, question)
    _add_text(element, "generalfeedback", question.explanation, format="plain_text")
    add(element, "defaultgrade", write_points(question.points))
    add(element, "idnumber", question.external_id)
    _add_body(element, question)
    level = [DIFFICULTY_CODES[question.difficulty]] if question.difficulty else []
    tags = add(element, "tags")
    for tag in [*level, *[IGNORE_TONES_TAG] * question.ignore_tones]:
        _add_text(tags, "tag", tag)


def _add_stem(element: Element, question: Question) -> None:
    if not question.pictures:
        _add_text(element, "questiontext", question.text, format="plain_text")
        return
    lines = "<br>".join(escape(line) for line in question.text.split("\n"))
    names = [f"hinh-{place}.jpg" for place in range(1, len(question.pictures) + 1)]
    shown = "".join(
        f'<p><img src="{_PLUGIN_FILE}{name}" alt="{escape(picture.alt)}" width="{picture.width}"'
        f' height="{picture.height}"></p>'
        for name, picture in zip(names, question.pictures, strict=True)
    )
    stem = _add_text(element, "questiontext", f"<p>{lines}</p>{shown}", format="html")
    for name, picture in zip(names, question.pictures, strict=True):
        packed = base64.b64encode(picture.content).decode()
        add(stem, "file", packed, name=name, path="/", encoding="base64")


def _add_body(element: Element, question: Question) -> None:
    if question.kind == true_false.NAME:
        for truth in ("true", "false"):
            _add_answer(element, truth, 100 * (truth in question.key), text_format="moodle_auto_format")
    elif question.kind == matching.NAME:
        add(element, "shuffleanswers", "true")
        for left, right in matching_pairs(question):
            subquestion = _add_text(element, "subquestion", left, format="plain_text")
            _add_text(subquestion, "answer", right)
    elif question.kind == ordering.NAME:
        for tag, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0")):
            add(element, tag, value)
        add(element, "gradingtype", "ABSOLUTE_POSITION")
        for place, text in enumerate(ordered_texts(question), start=1):
            _add_answer(element, text, place)
    elif question.kind == short_answer.NAME:
        add(element, "usecase", "0")
        for form in question.key:
            _add_answer(element, form, 100)
    elif question.kind in {single_choice.NAME, multiple_choice.NAME}:
        add(element, "single", "true" if question.kind == single_choice.NAME else "false")
        add(element, "shuffleanswers", "true")
        weights = choice_weights(question)
        for option in question.options:
            _add_answer(element, option.text, weights[option.id])


def _add_answer(element: Element, text: str, fraction: float, text_format: str = "plain_text") -> None:
    weight = write_points(Decimal(f"{fraction:.5f}"))
    _add_text(element, "answer", text, fraction=weight, format=text_format)


def _add_text(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    child = add(parent, tag, **attributes)
    add(child, "text", text)
    return child
