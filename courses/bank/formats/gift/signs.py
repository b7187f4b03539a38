"""The signs of GIFT: protected while the structure is read, put back into what people read."""

from __future__ import annotations

import re

from courses.bank.formats.plain_text import clean, from_html
from courses.bank.formats.question import MEDIA_REFUSED, QuestionMistake

CATEGORY = "$CATEGORY:"
EXPLANATION = "giải thích:"

_SIGNS = "\\:#={}~"
# Escaped signs become noncharacters while the structure is read; clean() lets none of these in.
_HIDDEN = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_SIGNS)}
_HIDDEN_LINE = "\ufddf"
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()} | {_HIDDEN_LINE: "\n"})
_FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")


def hide(text: str) -> str:
    """Turn every escaped sign into a noncharacter, so that the bare ones are structure."""
    text = re.sub(r"[\ufdd0-\ufdef]", "", text)
    return re.sub(r"\\n", _HIDDEN_LINE, re.sub(r"\\([\\:#={}~])", lambda m: _HIDDEN[m[1]], text))


def show(text: str, *, is_html: bool = False) -> str:
    """Return the text people read: format mark off, signs back, HTML flattened.

    ``is_html`` is what an unmarked text is: the answers follow the format of their question.
    """
    text = text.strip()
    if marked := _FORMAT.match(text):
        is_html = marked[1] == "html"
        text = text[marked.end() :]
    shown = text.translate(_SHOWN)
    if is_html:
        flat = from_html(shown)
        if flat.pictures or flat.has_media:
            raise QuestionMistake(MEDIA_REFUSED)
        shown = flat.words
    return clean(shown)


def escape(text: str) -> str:
    """Protect the signs of GIFT; ``[plain]`` shields a beginning that would be read as a mark."""
    escaped = re.sub(r"([\\:#={}~])", r"\\\1", text).replace("\n", "\\n")
    return f"[plain]{escaped}" if re.match(r"[%\[]|//", text) else escaped
