"""Working days over a table of exceptions (pure).

Saturdays, Sundays and the listed holidays do not count; a listed Saturday or Sunday that is worked
instead of a day off (ngày làm bù) does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_FRIDAY = 4
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """What differs from the ordinary week: days off on Monday to Friday, weekend days worked instead."""

    holidays: frozenset[date] = frozenset()
    worked_days: frozenset[date] = frozenset()

    def add(self, start: date, days: int) -> date:
        """Return the day on which a limit of so many working days after ``start`` ends."""
        return add_working_days(start, days, self.holidays, self.worked_days)

    def count(self, start: date, end: date) -> int:
        """Return the working days after ``start`` up to and including ``end``."""
        return count_working_days(start, end, self.holidays, self.worked_days)


def is_working_day(day: date, holidays: Collection[date] = (), worked_days: Collection[date] = ()) -> bool:
    """Tell whether offices work on the day."""
    if day.weekday() < _SATURDAY:
        return day not in holidays
    return day in worked_days


def count_working_days(
    start: date, end: date, holidays: Collection[date] = (), worked_days: Collection[date] = ()
) -> int:
    """Return the working days after ``start`` up to and including ``end``; 0 when end is not later."""
    total = (end - start).days
    if total <= 0:
        return 0
    weeks, rest = divmod(total, 7)
    days = weeks * _SATURDAY
    days += sum((start + timedelta(days=weeks * 7 + i)).weekday() < _SATURDAY for i in range(1, rest + 1))
    days -= sum(start < day <= end and day.weekday() < _SATURDAY for day in set(holidays))
    return days + sum(start < day <= end and day.weekday() >= _SATURDAY for day in set(worked_days))


def add_working_days(
    start: date, days: int, holidays: Collection[date] = (), worked_days: Collection[date] = ()
) -> date:
    """Return the day on which a limit of so many working days after ``start`` ends (``start`` for 0)."""
    if days < 0:
        raise ValueError("a limit is not negative")
    if not days:
        return start
    closed = {day for day in holidays if day.weekday() < _SATURDAY}
    end, missing = start, days
    while missing:
        begin, end = end, _add_weekdays(end, missing)
        missing = sum(begin < day <= end for day in closed)
    early = sum(day.weekday() >= _SATURDAY and start < day <= end for day in set(worked_days))
    while early or not is_working_day(end, closed, worked_days):
        early -= is_working_day(end, closed, worked_days)
        end -= timedelta(days=1)
    return end


def _add_weekdays(start: date, days: int) -> date:
    """Return the day so many Mondays to Fridays after ``start``, as if there were no holidays."""
    weeks, rest = divmod(days - 1, _SATURDAY)
    end = start + timedelta(days=7 * weeks)
    for _ in range(rest + 1):
        end += timedelta(days=7 - end.weekday() if end.weekday() >= _FRIDAY else 1)
    return end
