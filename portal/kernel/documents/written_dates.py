"""How a Party document writes dates (05-HD/VPTW, 27/5/2026; rules.md §7.2). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

FIRST_TWO_MONTHS = 2


def date_text(day: date) -> str:
    """Return the date line: a zero leads days under 10 and the months 1 and 2."""
    return f"ngày {day.day:02d} tháng {month_text(day)} năm {day.year}"


def open_date_text(day: date) -> str:
    """Return the date line of a draft: the day is written when it is signed."""
    return f"ngày      tháng {month_text(day)} năm {day.year}"


def month_text(day: date) -> str:
    """Return the month: 01 and 02 with a zero, 3 to 12 without."""
    return f"{day.month:02d}" if day.month <= FIRST_TWO_MONTHS else str(day.month)


def plain_date(day: date) -> str:
    """Return a date inside a sentence: 31/8/2023."""
    return f"{day.day:02d}/{month_text(day)}/{day.year}"
