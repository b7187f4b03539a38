"""One cell as it was meant: dates, id numbers, marks; refusing beats guessing."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from portal.kernel.text import fold, normal, number_text

NATIONAL_ID_LENGTH = 12
_MOST_LOST_ZEROS = 2
"""Province codes run from 001 to 096, so a number can have lost two zeros, not three."""
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(3654, 73051)  # 1910 to 2099
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})" + _TIME, re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.ASCII)
_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", re.ASCII)
_COUNT = re.compile(r"\d+|\d{1,3}(?:[. ]\d{3})+", re.ASCII)
HIGHEST_COUNT = 100_000
"""More members, targets or people than any list of a province holds: a slip of the pen."""
_SPACERS = re.compile(r"[ .\-']")
_TICKED = frozenset({"x", "co", "1", "✓", "✔", "☑", "v", "yes", "true", "dung", "roi", "doan vien"})
_NOT_TICKED = frozenset({"", "khong", "ko", "k", "0", "o", "-", "chua", "no", "false"})
_PIVOT = 30
"""Two-digit years: up to 30 mean 20xx, above mean 19xx (nobody on a list was born after 2030)."""


def as_text(value: object) -> str:
    """Return a cell as tidy text; whole numbers without the decimal point Excel adds."""
    if isinstance(value, str):
        return normal(value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return normal(str(value))


def as_date(value: object) -> date | None:
    """Return the day a cell means, None when it is empty; ValueError says why it means none."""
    if isinstance(value, str):
        return _from_text(value)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(value)
    raise ValueError(f"“{as_text(value)}” không phải ngày")


def _from_serial(number: float) -> date:
    if _SERIALS.start <= number < _SERIALS.stop:
        return _EXCEL_EPOCH + timedelta(days=int(number))
    raise ValueError(f"số {as_text(number)} không phải ngày")


def _from_text(typed: str) -> date | None:
    by_day = _DAY_FIRST.fullmatch(typed)  # most are tidy; the others are tidied first
    text = typed if by_day else normal(typed)
    if not text:
        return None
    if by_day := by_day or _DAY_FIRST.fullmatch(text):
        day, month, year = int(by_day[1]), int(by_day[2]), int(by_day[3])
        if len(by_day[3]) == 2:  # noqa: PLR2004 -- a two-digit year
            year += 2000 if year <= _PIVOT else 1900
    elif by_year := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(by_year[1]), int(by_year[2]), int(by_year[3])
    elif in_words := _IN_WORDS.fullmatch(fold(text)):
        day, month, year = int(in_words[1]), int(in_words[2]), int(in_words[3])
    else:
        raise ValueError(f"“{text}” không phải ngày (cần dạng ngày/tháng/năm)")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}” không có trong lịch") from None


def as_national_id(value: object) -> str:
    """Return a 12-digit id number, its leading zeros put back when Excel took it for a number."""
    text = as_text(value)
    if not text:
        return ""
    is_number = not isinstance(value, str)
    digits = text if is_number else _SPACERS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"“{text}” không phải số căn cước 12 chữ số")
    if len(digits) == NATIONAL_ID_LENGTH:
        return digits
    if is_number and NATIONAL_ID_LENGTH - _MOST_LOST_ZEROS <= len(digits) < NATIONAL_ID_LENGTH:
        return digits.zfill(NATIONAL_ID_LENGTH)
    raise ValueError(f"“{text}” có {len(digits)} chữ số, căn cước cần 12")


def as_mark(value: object) -> bool:
    """Tell whether a cell was ticked; a day (of joining) is a tick; ValueError when it says neither."""
    if isinstance(value, date):
        return True
    word = value if value in ("x", "") else fold(as_text(value))
    if word in _TICKED:
        return True
    if word in _NOT_TICKED:
        return False
    raise ValueError(f"“{as_text(value)}” không rõ có hay không (đánh dấu x hoặc để trống)")


def as_count(value: object) -> int | None:
    """Return a whole number of zero or more, None when empty; ValueError otherwise."""
    text = as_text(value)
    if not text:
        return None
    if isinstance(value, bool) or not _COUNT.fullmatch(text):
        raise ValueError(f"“{text}” không phải số nguyên từ 0 trở lên")
    if isinstance(value, float) and not value.is_integer():
        raise ValueError(f"“{text}” không phải số nguyên từ 0 trở lên")
    count = int(text.replace(".", "").replace(" ", ""))
    if count > HIGHEST_COUNT:
        raise ValueError(f"“{text}” quá lớn, nhiều nhất là {number_text(HIGHEST_COUNT)}")
    return count
