"""The code of a congress term: its first and last year."""

from __future__ import annotations

import re
from datetime import date

from portal.kernel.errors import DomainError

_CODE = re.compile(r"((?:19|20|21)\d\d)-((?:19|20|21)\d\d)")
LONGEST = 10
FIRST_DAY, LAST_DAY = (10, 1), (9, 30)
"""A term runs from 1 October of its first year to 30 September of its last, unless set otherwise."""


def term_years(code: str) -> tuple[int, int]:
    """Return the first and last year of a term code such as 2020-2025; DomainError for another text."""
    match = _CODE.fullmatch(code)
    first, last = (int(match[1]), int(match[2])) if match else (0, 0)
    if not first < last <= first + LONGEST:
        raise DomainError(f"“{code}” không phải nhiệm kỳ; viết như 2020-2025.", field="term_code")
    return first, last


def usual_days(code: str) -> tuple[date, date]:
    """Return the first and last day a term usually has."""
    first, last = term_years(code)
    return date(first, *FIRST_DAY), date(last, *LAST_DAY)
