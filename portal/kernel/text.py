"""Vietnamese text: the same word however it was typed, searched or sorted."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def normal(text: str) -> str:
    """Return composed letters (NFC) and single spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Return lower case without tones for searching: "Nguyễn Văn Ân" becomes "nguyen van an"."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPACES.sub(" ", letters).strip().casefold()


def tidy_name(text: str) -> str:
    """Return a person's name as it is written: one space, each word with a capital.

    Only names typed wholly in capitals or wholly in small letters are changed, so that a spelling
    somebody chose is kept.
    """
    name = normal(text)
    letters = "".join(_WORD.findall(name))
    if letters and (letters.isupper() or letters.islower()):
        return _WORD.sub(lambda word: word.group()[0].upper() + word.group()[1:].lower(), name)
    return name


def sort_name(full_name: str) -> str:
    """Return the key by which Vietnamese lists are ordered: given name, then family, then middle names."""
    words = fold(full_name).split()
    if not words:
        return ""
    return " ".join([words[-1], *words[:-1]])
