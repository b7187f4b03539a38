"""What a written Vietnamese syllable can look like: the judge of text whose font nobody knows.

Spelling after the ordinary syllable table of quốc ngữ: onset, nucleus, coda, and at most one tone.
"""

from __future__ import annotations

import re
import unicodedata

_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_NUCLEI = (
    "uyê|oai|oay|oao|oeo|uây|uyu|iêu|yêu|uôi|ươi|ươu|"
    "oo(?=ng|c)|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|"
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_CODAS = "ch|ng|nh|c|m|n|p|t"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_NUCLEI})(?:{_CODAS})?")


def is_syllable(word: str) -> bool:
    """Tell whether one word (letters only) is spelled as a Vietnamese syllable may be."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(letter in _TONE_MARKS for letter in parts)
    toneless = "".join(letter for letter in parts if letter not in _TONE_MARKS)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None
