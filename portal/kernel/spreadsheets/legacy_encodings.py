"""Text typed in the fonts of the nineties: TCVN3 (ABC) and VNI-Windows, back to Unicode.

Such a file holds Latin-1 letters that only a .Vn or VNI font showed as Vietnamese. Capital vowels
with tones did not exist in TCVN3 (a capital font drew the small code), so their case is taken from
the neighbours. Tables after TCVN 5712:1993 (VN3) and the VNI-Windows keyboard layout.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Encoding(StrEnum):
    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)

_TONES = dict(zip("øùûõï", ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_BREVE = dict(zip("êèéúüë", "ăằắẳẵặ", strict=True))
_HAT_TONES = dict(zip("âàáåãä", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_SINGLES = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
_HATS = {"a": "â", "e": "ê", "o": "ô"}


def _vni_table() -> dict[str, str]:
    import unicodedata

    table: dict[str, str] = dict(_SINGLES)
    bases = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
    for typed, letter in bases.items():
        for mark, tone in _TONES.items():
            table[typed + mark] = unicodedata.normalize("NFC", letter + tone)
    for typed, letter in _HATS.items():
        for mark, tone in _HAT_TONES.items():
            table[typed + mark] = unicodedata.normalize("NFC", letter + tone)
    for mark, letter in _BREVE.items():
        table["a" + mark] = letter
    capitals = {typed.upper(): letter.upper() for typed, letter in table.items()}
    half = {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in table.items() if len(typed) > 1}
    return {**table, **capitals, **half}


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_UNICODE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u0300-\u036f\u1ea0-\u1ef9]")
_TCVN3_SIGNS = re.compile("[µ¸¶·¹¨»¾¼½©®ª«¬\u00ad§¦¥¤£¢¡ÆÞßþ÷ø×]")
_VNI_SIGNS = re.compile("[aAeEoOuUyYôÔöÖ][øØùÙûÛõÕïÏ]|[aAeEoO][âÂàÀáÁåÅãÃäÄ]|[aA][êÊèÈéÉúÚüÜëË]|ñ|Ñ|ö|Ö")
_WORDS = re.compile(r"[^\s\d.,;:()\-/]+")
_LOUD = 0.02


def detect(texts: Iterable[str]) -> Encoding:
    """Say how the texts of one workbook were typed.

    One letter that only Unicode has settles it: real Unicode is never touched. Otherwise the
    signs of each old font are counted, and a few stray ones are not enough.
    """
    whole = "\n".join(texts)
    if _UNICODE_ONLY.search(whole):
        return Encoding.UNICODE
    letters = sum(letter.isalpha() for letter in whole) or 1
    tcvn3 = len(_TCVN3_SIGNS.findall(whole))
    vni = len(_VNI_SIGNS.findall(whole))
    if max(tcvn3, vni) / letters < _LOUD or max(tcvn3, vni) < 3:  # noqa: PLR2004 -- a stray sign is no font
        return Encoding.UNICODE
    return Encoding.TCVN3 if tcvn3 >= vni else Encoding.VNI


def to_unicode(text: str, encoding: Encoding) -> str:
    """Return the text in Unicode."""
    if encoding is Encoding.TCVN3:
        return _fix_capitals(text, "".join(_TCVN3.get(letter, letter) for letter in text))
    if encoding is Encoding.VNI:
        return _VNI_PATTERN.sub(lambda found: _VNI[found.group()], text)
    return text


def _fix_capitals(original: str, converted: str) -> str:
    """Raise small converted letters of a text, or a word, whose plain letters are all capitals."""
    if _is_shouted(original, converted, 0, len(converted)):
        return converted.upper()
    fixed = list(converted)
    for word in _WORDS.finditer(converted):
        if _is_shouted(original, converted, *word.span()):
            fixed[word.start() : word.end()] = word.group().upper()
    return "".join(fixed)


def _is_shouted(original: str, converted: str, start: int, end: int) -> bool:
    plain = [
        converted[i] for i in range(start, end) if original[i] == converted[i] and converted[i].isalpha()
    ]
    return len(plain) > 1 and all(letter.isupper() for letter in plain)
