"""One cell as it was meant: dates, id numbers, marks; refusing beats guessing."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from portal.kernel.text import fold, normal

NATIONAL_ID_LENGTH = 12
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(3654, 73051)  # 1910 to 2099
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_MARKS = frozenset({"x", "có", "co", "1", "✓", "✔", "v", "yes", "true", "đúng"})
_PIVOT = 30
"""Two-digit years: up to 30 mean 20xx, above mean 19xx (nobody on a list was born after 2030)."""


def as_text(value: object) -> str:
    """Return a cell as tidy text; whole numbers without the decimal point Excel adds."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return normal(str(value))


def as_date(value: object) -> date | None:
    """Return the day a cell means, None when it is empty; ValueError says why it means none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        raise ValueError("không phải ngày")  # noqa: TRY004 -- a wrong value, whatever its type
    if isinstance(value, int | float):
        return _from_serial(value)
    text = as_text(value)
    if not text:
        return None
    return _from_text(text)


def _from_serial(number: float) -> date:
    if int(number) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(number))
    raise ValueError(f"số {as_text(float(number))} không phải ngày")


def _from_text(text: str) -> date:
    by_year = _YEAR_FIRST.fullmatch(text)
    by_day = _DAY_FIRST.fullmatch(text)
    if by_year:
        year, month, day = (int(part) for part in by_year.groups())
    elif by_day:
        day, month, year = (int(part) for part in by_day.groups())
        if len(by_day[3]) == 2:  # noqa: PLR2004 -- a two-digit year
            year += 2000 if year <= _PIVOT else 1900
    else:
        raise ValueError(f"“{text}” không phải ngày (cần dạng ngày/tháng/năm)")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}” không có trong lịch") from None


def as_national_id(value: object) -> str:
    """Return a 12-digit id number, its leading zeros put back when Excel took it for a number."""
    text = as_text(value).replace(" ", "").replace(".", "")
    if not text:
        return ""
    if not text.isdigit() or len(text) > NATIONAL_ID_LENGTH:
        raise ValueError(f"“{text}” không phải số căn cước 12 chữ số")
    was_number = isinstance(value, int | float)
    if len(text) < NATIONAL_ID_LENGTH and not was_number:
        raise ValueError(f"“{text}” chỉ có {len(text)} chữ số, căn cước cần 12")
    return text.zfill(NATIONAL_ID_LENGTH)


def as_mark(value: object) -> bool:
    """Tell whether a cell was ticked."""
    return as_text(value).casefold() in _MARKS or fold(as_text(value)) in _MARKS


def as_count(value: object) -> int | None:
    """Return a whole number of zero or more, None when empty; ValueError otherwise."""
    text = as_text(value).replace(".", "").replace(" ", "")
    if not text:
        return None
    if not text.isdigit():
        raise ValueError(f"“{as_text(value)}” không phải số nguyên từ 0 trở lên")
    return int(text)
