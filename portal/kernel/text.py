"""Vietnamese text: the same word however it was typed, searched or sorted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_NOT_FOLDED = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200f\u2060\ufeff]+"
)
"""Tones, hats and what nobody sees, once letters and marks are apart."""
_APOSTROPHES = re.compile("[’‘ʼ`´]")
_TONES = " \u0300\u0309\u0303\u0301\u0323"
"""No tone, huyền, hỏi, ngã, sắc, nặng: the order of the dictionary."""
_HATS = {"\u0306": "b", "\u0302": "c", "\u031b": "d"}
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
    """Return the key by which Vietnamese lists are ordered: given name, then family, then middle names.

    Letters follow the alphabet (a ă â b … d đ e ê …), words that differ only by their tone follow
    the tones (ngang huyền hỏi ngã sắc nặng). The key is plain letters and digits, so that every
    collation of the database sorts it alike.
    """
    words = normal(full_name).split()
    return " ".join(map(_word_key, [*words[-1:], *words[:-1]]))


@lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    """Return two letters for each letter, by which its hat counts, and a digit for the tone."""
    tone, letters = 0, []
    for letter in unicodedata.normalize("NFC", word.casefold()):
        parts = unicodedata.normalize("NFD", letter)
        plain, marks = parts[0], parts[1:]
        tone = next((_TONES.index(mark) for mark in marks if mark in _TONES), tone)
        hat = next((_HATS[mark] for mark in marks if mark in _HATS), "a")
        letters.append("db" if plain == "đ" else plain + hat)
    return f"{''.join(letters)}{tone}"
