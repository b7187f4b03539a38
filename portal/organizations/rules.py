"""Pure rules of dated facts: what may follow what, and when."""

from __future__ import annotations

from datetime import date

LONGEST_CODE, LONGEST_NAME, LONGEST_SECTOR = 12, 200, 100
FIXED_HOLIDAYS = (
    (1, 1, "Tết Dương lịch"),
    (4, 30, "Ngày Chiến thắng"),
    (5, 1, "Ngày Quốc tế lao động"),
    (9, 2, "Quốc khánh"),
)
"""Holidays with a fixed day in the solar calendar (Bộ luật Lao động 2019, Điều 112); the days of the
lunar year, the day beside 2/9 and days swapped are announced every year and entered by hand."""


def next_period_problem(latest_from: date | None, valid_from: date) -> str | None:
    """Return why a new dated fact may not begin on the day, or None."""
    if latest_from is not None and valid_from <= latest_from:
        return f"Ngày có hiệu lực phải sau {latest_from:%d/%m/%Y}, ngày của nội dung đang dùng."
    return None


def closing_problem(opened_on: date | None, closed_on: date) -> str | None:
    """Return why a house or unit may not close on the day, or None."""
    if opened_on is not None and closed_on <= opened_on:
        return f"Ngày kết thúc hoạt động phải sau ngày bắt đầu {opened_on:%d/%m/%Y}."
    return None


def code_problem(code: str) -> str | None:
    """Return why a text cannot be the code of a house: it is printed, typed and stands in one-time codes."""
    if not (code.isascii() and code.isalnum()):
        return "Mã chỉ gồm chữ cái không dấu và chữ số, ví dụ K63."
    if len(code) > LONGEST_CODE:
        return f"Mã không dài quá {LONGEST_CODE} ký tự."
    return None
