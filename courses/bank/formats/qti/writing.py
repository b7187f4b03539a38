"""Questions into a QTI 2.1 package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from courses.bank.formats import xml_tree
from courses.bank.formats.qti.words import IGNORE_TONES, LESSON, LEVEL, YES
from courses.bank.formats.question import DIFFICULTY_CODES, Question, choice_weights, write_points
from courses.bank.formats.xml_tree import add
from courses.bank.types import essay, matching, multiple_choice, ordering, short_answer
from courses.bank.types.contract import Option

_ITEM_SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE_SPACE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_METADATA_SPACE = "http://ltsc.ieee.org/xsd/LOM"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
_RESPONSE = "RESPONSE"


def write(questions: Sequence[Question]) -> bytes:
    """Return a zip with a manifest and one item a question; the same questions give the same bytes."""
    buffer = BytesIO()
    manifest, resources = _manifest()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for number, question in enumerate(questions, start=1):
            path = f"items/q{number:04}.xml"
            names = _picture_names(question, number)
            _add_resource(resources, question, number, [path, *(f"items/{name}" for name in names)])
            _store(archive, path, xml_tree.to_bytes(_item(question, number)))
            for name, picture in zip(names, question.pictures, strict=True):
                _store(archive, f"items/{name}", picture.content)
        _store(archive, "imsmanifest.xml", xml_tree.to_bytes(manifest))
    return buffer.getvalue()


def _store(archive: ZipFile, path: str, content: bytes) -> None:
    archive.writestr(ZipInfo(path), content, ZIP_DEFLATED)


def _manifest() -> tuple[Element, Element]:
    manifest = Element("manifest", {"xmlns": _PACKAGE_SPACE, "identifier": "MANIFEST"})
    metadata = add(manifest, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    add(manifest, "organizations")
    return manifest, add(manifest, "resources")


def _picture_names(question: Question, number: int) -> list[str]:
    """Return what the pictures are called, beside the file of the item."""
    return [f"images/q{number:04}-{place}.jpg" for place in range(1, len(question.pictures) + 1)]


def _add_resource(resources: Element, question: Question, number: int, paths: Sequence[str]) -> None:
    path = paths[0]
    resource = add(resources, "resource", identifier=f"RES{number:04}", type="imsqti_item_xmlv2p1", href=path)
    general = add(add(add(resource, "metadata"), "lom", xmlns=_METADATA_SPACE), "general")
    level = DIFFICULTY_CODES[question.difficulty] if question.difficulty else ""
    notes = {LESSON: question.lesson, LEVEL: level, IGNORE_TONES: YES if question.ignore_tones else ""}
    for name, value in notes.items():
        if value:
            add(add(general, "keyword"), "string", f"{name}: {value}", language="vi")
    for path in paths:
        add(resource, "file", href=path)


def _item(question: Question, number: int) -> Element:
    item = Element(
        "assessmentItem",
        {
            "xmlns": _ITEM_SPACE,
            "identifier": f"Q{number:04}",
            "title": f"Câu {question.external_id or number}",
            "label": question.external_id,
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    _add_response(item, question)
    points = write_points(question.points)
    add(
        item,
        "outcomeDeclaration",
        identifier="SCORE",
        cardinality="single",
        baseType="float",
        normalMaximum=points,
    )
    if question.explanation:
        add(item, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")
    body = add(item, "itemBody")
    _add_lines(body, question.text)
    for name, picture in zip(_picture_names(question, number), question.pictures, strict=True):
        size = {"width": str(picture.width), "height": str(picture.height)}
        add(add(body, "p"), "img", src=name, alt=picture.alt, **size)
    _add_interaction(body, question)
    if question.kind != essay.NAME:
        is_mapped = question.kind in {multiple_choice.NAME, matching.NAME, short_answer.NAME}
        template = "map_response" if is_mapped else "match_correct"
        add(item, "responseProcessing", template=f"{_TEMPLATES}/{template}")
    if question.explanation:
        feedback = add(
            item, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier="explanation", showHide="hide"
        )
        _add_lines(feedback, question.explanation)
    return item


def _add_response(item: Element, question: Question) -> None:
    cardinality, base_type = {
        multiple_choice.NAME: ("multiple", "identifier"),
        matching.NAME: ("multiple", "directedPair"),
        ordering.NAME: ("ordered", "identifier"),
        short_answer.NAME: ("single", "string"),
        essay.NAME: ("single", "string"),
    }.get(question.kind, ("single", "identifier"))
    declaration = add(
        item, "responseDeclaration", identifier=_RESPONSE, cardinality=cardinality, baseType=base_type
    )
    if question.key:
        right = add(declaration, "correctResponse")
        values = question.key[:1] if question.kind == short_answer.NAME else question.key
        for value in values:
            add(right, "value", _value(question, value))
    if weights := _weights(question):
        mapping = add(declaration, "mapping", lowerBound="0", defaultValue="0")
        for key, weight in weights.items():
            add(mapping, "mapEntry", mapKey=key, mappedValue=f"{weight * float(question.points):.6g}")


def _value(question: Question, value: str) -> str:
    if question.kind == matching.NAME:
        left, right = matching.unpair(value)
        return f"L{left} R{right}"
    return value


def _weights(question: Question) -> dict[str, float]:
    """Return the share of the points each response earns, where several may earn some."""
    if question.kind == multiple_choice.NAME:
        return {key: weight / 100 for key, weight in choice_weights(question).items()}
    if question.kind == matching.NAME:
        return {_value(question, pair): 1 / len(question.key) for pair in question.key}
    if question.kind == short_answer.NAME:
        return dict.fromkeys(question.key, 1.0)
    return {}


def _add_interaction(body: Element, question: Question) -> None:
    if question.kind == essay.NAME:
        add(body, "extendedTextInteraction", responseIdentifier=_RESPONSE)
    elif question.kind == short_answer.NAME:
        add(add(body, "p"), "textEntryInteraction", responseIdentifier=_RESPONSE)
    elif question.kind == matching.NAME:
        matches = add(
            body,
            "matchInteraction",
            responseIdentifier=_RESPONSE,
            shuffle="true",
            maxAssociations=str(len(question.options)),
        )
        most = str(len(question.options))
        _add_choices(add(matches, "simpleMatchSet"), "simpleAssociableChoice", question.options, "L", "1")
        _add_choices(add(matches, "simpleMatchSet"), "simpleAssociableChoice", question.targets, "R", most)
    elif question.kind == ordering.NAME:
        order = add(body, "orderInteraction", responseIdentifier=_RESPONSE, shuffle="true")
        _add_choices(order, "simpleChoice", question.options)
    else:
        most = "0" if question.kind == multiple_choice.NAME else "1"
        choice = add(body, "choiceInteraction", responseIdentifier=_RESPONSE, shuffle="true", maxChoices=most)
        _add_choices(choice, "simpleChoice", question.options)


def _add_choices(
    parent: Element, tag: str, options: Iterable[Option], prefix: str = "", match_max: str = ""
) -> None:
    for option in options:
        choice = add(parent, tag, identifier=f"{prefix}{option.id}")
        if match_max:
            choice.set("matchMax", match_max)
        _add_broken(choice, option.text)


def _add_lines(parent: Element, text: str) -> None:
    _add_broken(add(parent, "p"), text)


def _add_broken(element: Element, text: str) -> None:
    """Write a text with a ``br`` for every line break."""
    first, *rest = text.split("\n")
    element.text = first
    for line in rest:
        add(element, "br").tail = line
