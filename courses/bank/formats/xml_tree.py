"""XML from strangers, read without entities, DTDs or depth; and the few words for writing it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from courses.bank.formats.picture import MOST_PICTURES, Picture, draw_picture
from courses.bank.formats.plain_text import from_html
from courses.bank.formats.question import MEDIA_REFUSED, QuestionMistake, UnreadableBank

DEEPEST = 100
LONGEST_ADDRESS_SHOWN = 80

FindPicture = Callable[[str], bytes | None]


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
    return html_words(_as_html(element))


def html_words(html: str) -> str:
    """Return the text of a piece of HTML; raise QuestionMistake when it holds a picture."""
    flat = from_html(html)
    if flat.pictures or flat.has_media:
        raise QuestionMistake(MEDIA_REFUSED)
    return flat.words


def stem(element: Element, find: FindPicture) -> tuple[str, tuple[Picture, ...]]:
    """Return text and pictures of an element of XHTML that is the question itself."""
    return html_stem(_as_html(element), find)


def html_stem(html: str, find: FindPicture) -> tuple[str, tuple[Picture, ...]]:
    """Return text and pictures of a piece of HTML that is the question itself.

    ``find`` returns the content behind the address of a picture, None when the file does not
    carry it; QuestionMistake names a picture that is missing or cannot be taken.
    """
    flat = from_html(html)
    if flat.has_media:
        raise QuestionMistake(MEDIA_REFUSED)
    if len(flat.pictures) > MOST_PICTURES:
        raise QuestionMistake(f"Mỗi câu kèm nhiều nhất {MOST_PICTURES} hình.")
    return flat.words, tuple(_picture(address, alt, find) for address, alt in flat.pictures)


def _picture(address: str, alt: str, find: FindPicture) -> Picture:
    named = address if len(address) <= LONGEST_ADDRESS_SHOWN else f"{address[:LONGEST_ADDRESS_SHOWN]}…"
    if re.match(r"(?i)(https?:)?//", address):
        raise QuestionMistake(f"Hình “{named}” nằm ngoài tệp; hệ thống không tải từ nơi khác.")
    content = _inline(address) if address.startswith("data:") else find(address)
    if content is None:
        raise QuestionMistake(f"Trong tệp không kèm hình “{named}”.")
    try:
        return draw_picture(content, alt)
    except ValueError as error:
        raise QuestionMistake(f"Hình “{named}”: {error}") from None


def _inline(address: str) -> bytes | None:
    head, sign, packed = address.partition(";base64,")
    return decode(packed) if sign and head.startswith("data:image/") else None


def decode(packed: str) -> bytes | None:
    """Return what a text in base64 says, None when it is none."""
    try:
        return base64.b64decode("".join(packed.split()), validate=True)
    except ValueError:
        return None


def _as_html(element: Element) -> str:
    return ET.tostring(element, encoding="unicode", method="html")


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Append a child with a text and attributes."""
    child = SubElement(parent, tag, attributes)
    child.text = text
    return child


def to_bytes(root: Element) -> bytes:
    """Return a UTF-8 document."""
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document
