"""Texts from anywhere, made into the one plain form the bank keeps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

_LINE_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_EDGE = "\x1e"
"""Where a block of HTML begins or ends; white space to HTML, so no text brings one along."""
_BLOCKS = frozenset({"p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_MEDIA = frozenset({"audio", "video", "object", "iframe", "svg", "math", "canvas", "embed"})
_SILENT = frozenset({"script", "style"})


def clean(text: str) -> str:
    """Return composed letters (NFC), single spaces, lines trimmed, at most one blank line in a row.

    Control characters, lone surrogates and noncharacters go: no XML file or database takes them.
    """
    text = _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


@dataclass(frozen=True, slots=True)
class Flattened:
    """What a piece of HTML holds: its words, its pictures as (address, alt), and whether there is more."""

    words: str
    pictures: tuple[tuple[str, str], ...] = ()
    has_media: bool = False
    """Sound, film or formulas."""


class _Flattener(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.has_media = False
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            told = dict(attrs)
            self.pictures.append((told.get("src") or "", clean(told.get("alt") or "")))
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in _BLOCKS:
            self.pieces.append(_EDGE)
        self.has_media = self.has_media or tag in _MEDIA
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append(_EDGE)
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(" ".join(re.split(r"\s+", data)))


def from_html(html: str) -> Flattened:
    """Return the words of a piece of HTML, its pictures, and whether it held anything else."""
    flattener = _Flattener()
    flattener.feed(html)
    flattener.close()
    joined = re.sub(f"\n? *{_EDGE}[ {_EDGE}]*", "\n", "".join(flattener.pieces))
    return Flattened(clean(joined), tuple(flattener.pictures), flattener.has_media)
