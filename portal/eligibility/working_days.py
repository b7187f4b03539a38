"""Working days over a table of holidays (pure): Saturdays, Sundays and the listed days do not count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_FRIDAY = 4
_SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Tell whether offices work on the day."""
    return day.weekday() < _SATURDAY and day not in holidays


def count_working_days(start: date, end: date, holidays: Collection[date] = ()) -> int:
    """Return the working days after ``start`` up to and including ``end``; 0 when end is not later."""
    total = (end - start).days
    if total <= 0:
        return 0
    weeks, rest = divmod(total, 7)
    days = weeks * _SATURDAY
    days += sum((start + timedelta(days=weeks * 7 + i)).weekday() < _SATURDAY for i in range(1, rest + 1))
    return days - sum(start < day <= end and day.weekday() < _SATURDAY for day in set(holidays))


def add_working_days(start: date, days: int, holidays: Collection[date] = ()) -> date:
    """Return the day on which a limit of so many working days after ``start`` ends (``start`` for 0)."""
    if days < 0:
        raise ValueError("a limit is not negative")
    closed = {day for day in holidays if day.weekday() < _SATURDAY}
    end = start
    while days:
        begin, end = end, _add_weekdays(end, days)
        days = sum(begin < day <= end for day in closed)
    return end


def _add_weekdays(start: date, days: int) -> date:
    """Return the day so many Mondays to Fridays after ``start``, as if there were no holidays."""
    weeks, rest = divmod(days - 1, _SATURDAY)
    end = start + timedelta(days=7 * weeks)
    for _ in range(rest + 1):
        end += timedelta(days=7 - end.weekday() if end.weekday() >= _FRIDAY else 1)
    return end
