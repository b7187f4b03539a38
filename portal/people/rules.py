"""What a person's basic data must look like, and how little of it a page shows. Pure."""

from __future__ import annotations

import re
from datetime import date

YOUNGEST_YEARS, OLDEST_YEARS = 14, 100
NATIONAL_ID = re.compile(r"\d{12}")
PHONE = re.compile(r"0\d{9}")
SHOWN_DIGITS = 4


class Complaint(ValueError):
    """A value that cannot be right; ``field`` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def clean_name(name: str) -> str:
    """Return the name with single spaces; raise Complaint when it holds fewer than two words."""
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004 -- family name and given name
        raise Complaint("full_name", "Ghi đủ họ và tên.")
    if any(sign.isdigit() for sign in name):
        raise Complaint("full_name", "Họ tên không có chữ số.")
    return " ".join(words)


def check_birth_date(birth_date: date, *, on: date) -> None:
    """Raise Complaint for somebody who is not yet 14 or is past 100: surely a slip of the pen."""
    years = on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))
    if not YOUNGEST_YEARS <= years <= OLDEST_YEARS:
        raise Complaint("birth_date", f"Ngày sinh cho ra {years} tuổi. Xem lại năm sinh.")


def clean_national_id(text: str) -> str:
    """Return the twelve digits of a citizen number, or an empty text; raise Complaint otherwise."""
    digits = re.sub(r"[\s.]", "", text)
    if digits and not NATIONAL_ID.fullmatch(digits):
        raise Complaint("national_id", "Số CCCD có đúng 12 chữ số.")
    return digits


def clean_phone(text: str) -> str:
    """Return the ten digits of a subscriber number, or an empty text; raise Complaint otherwise."""
    digits = re.sub(r"[\s.\-]", "", text)
    digits = f"0{digits[3:]}" if digits.startswith("+84") else digits
    if digits and not PHONE.fullmatch(digits):
        raise Complaint("phone", "Số điện thoại có 10 chữ số, bắt đầu bằng 0.")
    return digits


def mask(number: str) -> str:
    """Return a number with only its last digits shown."""
    return "•" * max(0, len(number) - SHOWN_DIGITS) + number[-SHOWN_DIGITS:]
