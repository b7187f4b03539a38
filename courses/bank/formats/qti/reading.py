"""QTI 2.1 packages into questions: a zip with a manifest and one assessmentItem a file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from courses.bank.formats import archive, xml_tree
from courses.bank.formats.plain_text import clean
from courses.bank.formats.qti.words import BLANK, IGNORE_TONES, LESSON, LEVEL, NAME, YES
from courses.bank.formats.question import (
    Body,
    ParsedBank,
    Question,
    QuestionMistake,
    UnreadableBank,
    UnsupportedType,
    choice_body,
    gather,
    lesson_name,
    matching_body,
    number_options,
    read_difficulty,
    read_points,
    true_false_body,
)
from courses.bank.types import essay, multiple_choice, ordering, short_answer, single_choice
from courses.bank.types.choices import option_id

_ASIDE = frozenset({"feedbackInline", "feedbackBlock", "rubricBlock"})
_TRUE_WORDS = frozenset({"đúng", "true"})
_FALSE_WORDS = frozenset({"sai", "false"})


def read(data: bytes) -> ParsedBank:
    """Read every item of the package, in the order of the manifest where there is one."""
    files = archive.unpack(data)
    keywords = _manifest(files)
    others = sorted(name for name in files if name not in keywords and _is_item(files[name]))
    items = [(name, partial(_question, files, name, keywords.get(name, {}))) for name in [*keywords, *others]]
    if not items:
        raise UnreadableBank("Trong tệp nén không có câu hỏi QTI 2.1 nào.")
    return gather(NAME, items)


def _manifest(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """Return the keywords of each item file the manifest names."""
    path = min((name for name in files if posixpath.basename(name) == "imsmanifest.xml"), default="", key=len)
    if not path:
        return {}
    found: dict[str, dict[str, str]] = {}
    for resource in xml_tree.parse(files[path]).iter("resource"):
        if resource.get("type", "").startswith("imsqti_item"):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), resource.get("href", "")))
            written = (clean("".join(keyword.itertext())) for keyword in resource.iter("keyword"))
            pairs = (text.partition(":") for text in written)
            found[name] = {before.strip(): after.strip() for before, _, after in pairs}
    return found


def _is_item(data: bytes) -> bool:
    return xml_tree.root_tag(data) in {"assessmentItem", "questestinterop"}


def _question(files: Mapping[str, bytes], name: str, keywords: Mapping[str, str]) -> Question:
    root = _root(files, name)
    explanation = _explanation(root)
    interaction, body = _parts(root)
    text, pictures = xml_tree.stem(body, partial(_find_picture, files, name))
    answers = _body(interaction, root)
    return Question(
        kind=answers.kind,
        text=clean(text.removesuffix(f"\n{BLANK}")),
        key=answers.key,
        options=answers.options,
        targets=answers.targets,
        lesson=lesson_name(keywords.get(LESSON, "")),
        difficulty=read_difficulty(keywords.get(LEVEL, "")),
        explanation=explanation,
        points=_points(root),
        external_id=clean(root.get("label", "")),
        ignore_tones=keywords.get(IGNORE_TONES) == YES,
        pictures=pictures,
    )


def _find_picture(files: Mapping[str, bytes], item: str, address: str) -> bytes | None:
    """Return a file of the package by its address in an item; the package has no outside."""
    return files.get(posixpath.normpath(posixpath.join(posixpath.dirname(item), unquote(address))))


def _root(files: Mapping[str, bytes], name: str) -> Element:
    if name not in files:
        raise QuestionMistake("Bản kê của gói nhắc tới tệp này nhưng trong gói không có.")
    try:
        root = xml_tree.parse(files[name])
    except UnreadableBank as error:
        raise QuestionMistake(str(error)) from None
    if root.tag != "assessmentItem":
        raise UnsupportedType("QTI 1.x" if root.tag == "questestinterop" else root.tag)
    return root


def _explanation(root: Element) -> str:
    """Return the modal feedback, or else what the item tells those who mark it."""
    guides = [block for block in root.iter("rubricBlock") if "scorer" in block.get("view", "")]
    return clean("\n".join(xml_tree.words(found) for found in root.findall("modalFeedback") or guides))


def _points(root: Element) -> Decimal:
    for outcome in root.iterfind("outcomeDeclaration"):
        if outcome.get("identifier") == "SCORE" and outcome.get("normalMaximum"):
            return read_points(outcome.get("normalMaximum", ""))
        if outcome.get("identifier") == "MAXSCORE":
            return read_points(outcome.findtext("defaultValue/value") or "")
    return Decimal(1)


def _parts(root: Element) -> tuple[Element, Element]:
    """Return the one interaction of the item, and the body with its prompt in its place."""
    body = root.find("itemBody")
    if body is None:
        raise QuestionMistake("Câu hỏi chưa có nội dung.")
    for parent in list(body.iter()):
        for aside in [child for child in parent if child.tag in _ASIDE]:
            parent.remove(aside)
    places = [(parent, child) for parent in body.iter() for child in parent if "Interaction" in child.tag]
    if len(places) != 1:
        raise UnsupportedType(" + ".join(child.tag for _, child in places) or "description")
    parent, interaction = places[0]
    parent[list(parent).index(interaction)] = _stand_in(interaction)
    return interaction, body


def _stand_in(interaction: Element) -> Element:
    """Return what reads in place of the interaction: its prompt, or a blank to fill in."""
    is_inline = interaction.tag == "textEntryInteraction"
    element = Element("span" if is_inline else "div")
    element.text = BLANK if is_inline else None
    element.tail = interaction.tail
    element.extend(interaction.findall("prompt"))
    return element


def _body(interaction: Element, root: Element) -> Body:
    answers = _answers(root, interaction.get("responseIdentifier", ""))
    if interaction.tag == "choiceInteraction":
        return _choice(interaction, root, answers)
    if interaction.tag == "orderInteraction":
        choices = interaction.findall("simpleChoice")
        options = number_options(xml_tree.words(choice) for choice in choices)
        return Body(ordering.NAME, _option_ids(choices, answers), options)
    if interaction.tag == "matchInteraction":
        return matching_body(_pairs(interaction, answers))
    if interaction.tag == "textEntryInteraction":
        return Body(short_answer.NAME, tuple(dict.fromkeys(map(clean, answers))))
    if interaction.tag == "extendedTextInteraction":
        return Body(essay.NAME)
    raise UnsupportedType(interaction.tag)


def _choice(interaction: Element, root: Element, answers: Sequence[str]) -> Body:
    choices = interaction.findall("simpleChoice")
    read = [(choice.get("identifier", ""), xml_tree.words(choice)) for choice in choices]
    truths = {identifier: text.casefold() for identifier, text in read}
    if len(read) == 2 and _is_truth(truths.values()) and len(answers) == 1:  # noqa: PLR2004 -- true and false
        return true_false_body(is_true=truths.get(answers[0]) in _TRUE_WORDS)
    declaration = root.find("responseDeclaration")
    is_single = declaration is None or declaration.get("cardinality") == "single"
    kind = single_choice.NAME if is_single else multiple_choice.NAME
    _option_ids(choices, answers)
    return choice_body(kind, [(text, identifier in answers) for identifier, text in read])


def _is_truth(texts: Iterable[str]) -> bool:
    said = set(texts)
    return bool(said & _TRUE_WORDS) and bool(said & _FALSE_WORDS)


def _option_ids(choices: Sequence[Element], answers: Sequence[str]) -> tuple[str, ...]:
    ids = {choice.get("identifier", ""): option_id(place) for place, choice in enumerate(choices)}
    missing = [answer for answer in answers if answer not in ids]
    if missing:
        raise QuestionMistake(f"Đáp án “{missing[0]}” không có trong các phương án.")
    return tuple(ids[answer] for answer in answers)


def _pairs(interaction: Element, answers: Sequence[str]) -> list[tuple[str, str]]:
    sets = interaction.findall("simpleMatchSet")
    if len(sets) != 2:  # noqa: PLR2004 -- left and right
        raise QuestionMistake("Câu ghép đôi phải có hai cột.")
    lefts, rights = (
        {choice.get("identifier", ""): xml_tree.words(choice) for choice in column} for column in sets
    )
    chosen = dict(answer.split() for answer in answers if len(answer.split()) == 2)  # noqa: PLR2004 -- a pair
    if set(chosen) != set(lefts) or not set(chosen.values()) <= set(rights):
        raise QuestionMistake("Mỗi ý bên trái phải có đúng một ý ghép ở bên phải.")
    distractors = [("", text) for identifier, text in rights.items() if identifier not in chosen.values()]
    return [(text, rights[chosen[identifier]]) for identifier, text in lefts.items()] + distractors


def _answers(root: Element, response: str) -> list[str]:
    """Return the right values, then those a mapping gives points for."""
    for declaration in root.iterfind("responseDeclaration"):
        if declaration.get("identifier") == response:
            right = [clean(value.text or "") for value in declaration.iterfind("correctResponse/value")]
            entries = declaration.iterfind("mapping/mapEntry")
            mapped = [entry.get("mapKey", "") for entry in entries if _earns(entry.get("mappedValue", ""))]
            return list(dict.fromkeys([*right, *mapped]))
    return []


def _earns(mapped_value: str) -> bool:
    try:
        return float(mapped_value) > 0
    except ValueError:
        return False
