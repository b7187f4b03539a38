"""Text typed in the fonts of the nineties: TCVN3 (ABC) and VNI-Windows, back to Unicode.

Such a file holds Latin-1 letters that only a .Vn or VNI font showed as Vietnamese. Capital vowels
with tones did not exist in TCVN3 (a capital font drew the small code), so their case is taken from
the neighbours. Tables after TCVN 5712:1993 (VN3) and the VNI-Windows keyboard layout.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.kernel.spreadsheets.syllables import is_syllable

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
_TCVN3_TABLE = str.maketrans(_TCVN3)

_TONES = dict(zip("øùûõï", ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_BREVE = dict(zip("êèéúüë", "ăằắẳẵặ", strict=True))
_HAT_TONES = dict(zip("âàáåãä", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_SINGLES = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
_HATS = {"a": "â", "e": "ê", "o": "ô"}


def _vni_table() -> dict[str, str]:
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
_TCVN3_SIGNS = re.compile("[µ¸¶·¹¨»¾¼½©®ª«¬\u00ad§¦¥¤£¢¡ÞßÐþ÷×]")
"""Codes that are letters in TCVN3 and nowhere else in Vietnamese."""
_VNI_SIGNS = re.compile(
    "[aAeEoOuUyYôÔöÖ][øØùÙûÛõÕïÏ]|[aAeE][âÂàÀáÁåÅãÃäÄ]|[oO][âÂåÅäÄ]|[aA][êÊèÈéÉúÚüÜëË]|[ñÑöÖ]"
)
"""Pairs that VNI types and Unicode Vietnamese never does (oà, oá, oã are spelled in both)."""
_BETWEEN_WORDS = " \t\n\r\u00a00123456789.,;:()-/'\""
_WORDS = re.compile(f"[^{re.escape(_BETWEEN_WORDS)}]+")
_ENOUGH = 3


def own_encoding(text: str) -> Encoding | None:
    """Say how one text was surely typed; None when its letters fit more than one way.

    A letter that only Unicode has settles it. A sign of an old font counts only in a word that reads
    as a Vietnamese syllable in that font, so "ABC®", "Muñoz" and "50 µm" prove nothing.
    """
    if text.isascii():
        return None
    if _UNICODE_ONLY.search(text):
        return Encoding.UNICODE
    for encoding, signs in ((Encoding.TCVN3, _TCVN3_SIGNS), (Encoding.VNI, _VNI_SIGNS)):
        if signs.search(text) and any(
            signs.search(word) and is_syllable(to_unicode(word, encoding))
            for word in _WORDS.findall(text)
            if len(word) > 1
        ):
            return encoding
    return None


def detect(texts: Iterable[str]) -> Encoding:
    """Say how the texts of one workbook, all typed the same way, were typed.

    One letter that only Unicode has settles it: real Unicode is never touched. Otherwise an old font
    needs three proofs, or half of the texts with letters beyond ASCII.
    """
    beyond_ascii = [text for text in texts if not text.isascii()]
    found = [own_encoding(text) for text in beyond_ascii]
    if Encoding.UNICODE in found:
        return Encoding.UNICODE
    tcvn3, vni = found.count(Encoding.TCVN3), found.count(Encoding.VNI)
    proofs = max(tcvn3, vni)
    if not proofs or (proofs < _ENOUGH and proofs * 2 < len(found)):
        return Encoding.UNICODE
    return Encoding.TCVN3 if tcvn3 >= vni else Encoding.VNI


def to_unicode(text: str, encoding: Encoding) -> str:
    """Return the text in Unicode."""
    if encoding is Encoding.TCVN3:
        return _fix_capitals(text, text.translate(_TCVN3_TABLE))
    if encoding is Encoding.VNI:
        return _VNI_PATTERN.sub(lambda found: _VNI[found.group()], text)
    return text


def reads_as_vietnamese(text: str) -> bool:
    """Tell whether every word with a letter beyond ASCII is a possible syllable."""
    return all(is_syllable(word) for word in _WORDS.findall(text) if not word.isascii())


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
    """Tell whether the plain letters are all capitals, and not only because they begin their words."""
    plain = [i for i in range(start, end) if original[i] == converted[i] and converted[i].isalpha()]
    return all(converted[i].isupper() for i in plain) and any(
        i > 0 and original[i - 1] not in _BETWEEN_WORDS for i in plain
    )
