"""XML from strangers, read without entities, DTDs or depth; and the few words for writing it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from courses.bank.formats.plain_text import from_html
from courses.bank.formats.question import MEDIA_REFUSED, QuestionMistake, UnreadableBank

DEEPEST = 100


def parse(data: bytes) -> Element:
    """Return the root with namespaces taken off every tag, or raise UnreadableBank."""
    try:
        root: Element = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableBank("Tệp XML có khai báo DTD hoặc thực thể, hệ thống không mở.") from None
    except (ET.ParseError, LookupError, ValueError):
        raise UnreadableBank("Tệp XML viết sai cú pháp.") from None
    level = [root]
    for _ in range(DEEPEST):
        for element in level:
            element.tag = local(element.tag)
        level = [child for element in level for child in element]
    if level:
        raise UnreadableBank("Tệp XML lồng quá sâu, hệ thống không mở.")
    return root


def local(tag: str) -> str:
    """Return a tag without its namespace."""
    return tag.rpartition("}")[2]


def root_tag(data: bytes) -> str:
    """Return the name of the first element of what may be XML, without parsing it."""
    found = re.search(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)", data[:20_000])
    return found[1].decode() if found and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else ""


def words(element: Element) -> str:
    """Return the text of an element of XHTML; raise QuestionMistake when it holds a picture."""
    return html_words(ET.tostring(element, encoding="unicode", method="html"))


def html_words(html: str) -> str:
    """Return the text of a piece of HTML; raise QuestionMistake when it holds a picture."""
    text, has_media = from_html(html)
    if has_media:
        raise QuestionMistake(MEDIA_REFUSED)
    return text


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Append a child with a text and attributes."""
    child = SubElement(parent, tag, attributes)
    child.text = text
    return child


def to_bytes(root: Element) -> bytes:
    """Return a UTF-8 document."""
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document
