"""Vietnamese text: the same word however it was typed, searched or sorted."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_NOT_FOLDED = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200f\u2060\ufeff]+"
)
"""Tones, hats and what nobody sees, once letters and marks are apart."""
_APOSTROPHES = re.compile("[’‘ʼ`´]")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def normal(text: str) -> str:
    """Return composed letters (NFC) and single spaces, without characters that nobody sees."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return lower case without tones for searching: "Nguyễn Văn Ân" becomes "nguyen van an".

    The apostrophe of K' and H' names is one sign, straight or curly.
    """
    text = text.casefold().replace("`", "'")
    if not text.isascii():
        text = _NOT_FOLDED.sub("", unicodedata.normalize("NFD", text.replace("đ", "d")))
        if not text.isascii():
            text = _APOSTROPHES.sub("'", text)
    return " ".join(text.split())


def tidy_name(text: str) -> str:
    """Return a person's name as it is written: one space, each word with a capital, K' with a straight sign.

    Only names typed wholly in capitals or wholly in small letters are changed, so that a spelling
    somebody chose is kept.
    """
    name = _APOSTROPHES.sub("'", normal(text))
    if name.isupper() or name.islower():
        return _WORD.sub(lambda word: word.group().capitalize(), name)
    return name


def sort_name(full_name: str) -> str:
    """Return the key by which Vietnamese lists are ordered: given name, then family, then middle names."""
    words = fold(full_name).split()
    if not words:
        return ""
    return " ".join([words[-1], *words[:-1]])


def number_text(value: float | Decimal, places: int | None = None) -> str:
    """Return ``1.234,5``; without ``places``, at most two decimals and no idle zeros."""
    text = f"{Decimal(str(value)):,.{2 if places is None else places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−").translate(str.maketrans(",.", ".,"))
