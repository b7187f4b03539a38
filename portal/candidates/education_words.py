"""How lists write an education, and which step of the ladder they mean (eligibility.md)."""

from __future__ import annotations

import re
from functools import lru_cache

from portal.kernel.text import fold

_BY_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("postgraduate", ("tien si", "tien sy", "thac si", "thac sy", "sau dai hoc", "cao hoc", "cki", "ckii")),
    ("postgraduate", ("chuyen khoa i", "chuyen khoa ii", "chuyen khoa 1", "chuyen khoa 2", "ck1", "ck2")),
    ("university", ("dai hoc", "cu nhan", "ky su", "bac si", "bac sy", "duoc si", "kien truc su")),
    ("college", ("cao dang",)),
    ("upper_secondary", ("trung cap", "thpt", "trung hoc pho thong", "cap 3", "cap iii")),
    ("lower_secondary", ("thcs", "trung hoc co so", "cap 2", "cap ii")),
    ("primary", ("tieu hoc", "cap 1")),
    ("none", ("khong biet chu", "mu chu")),
    ("literate", ("biet chu", "biet doc biet viet", "biet doc")),
)
_PATTERNS = tuple(
    (level, re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")) for level, words in _BY_WORDS
)
_YEARS = re.compile(r"(\d{1,2}) ?/ ?(10|12)")
_PRIMARY_YEARS = {"12": 5, "10": 4}
_LOWER_YEARS = {"12": 9, "10": 7}
"""Classes that end primary and lower-secondary school, in the 12-year and the old 10-year system."""


@lru_cache(maxsize=256)  # a list has thousands of rows and a dozen wordings
def education_level(text: str) -> str | None:
    """Return the level that a list's own words mean, None when they are not understood.

    The highest level named counts: "12/12, Đại học Luật" is a university degree.
    """
    words = " ".join(fold(text).replace(",", " ").replace(".", " ").split())
    named = next((level for level, pattern in _PATTERNS if pattern.search(words)), None)
    return named or _by_years(words)


def _by_years(words: str) -> str | None:
    """Read "9/12": the last class passed, of the 12-year or the old 10-year school."""
    found = _YEARS.search(words)
    if found is None:
        return None
    passed, system = int(found[1]), found[2]
    if passed == int(system):
        return "upper_secondary"
    if _LOWER_YEARS[system] <= passed < int(system):
        return "lower_secondary"
    return "primary" if _PRIMARY_YEARS[system] <= passed < _LOWER_YEARS[system] else None
