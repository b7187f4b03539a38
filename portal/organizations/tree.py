"""Who is under whom on a date (pure): dated rows in, the row of a day out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Dated(Protocol):
    """A fact that holds from a day until, not including, another."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def holds_on(row: Dated, day: date) -> bool:
    """Tell whether the row is in force on the day."""
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


def in_force(rows: Iterable[D], day: date) -> D | None:
    """Return the row in force on the day; the latest when they overlap."""
    found = [row for row in rows if holds_on(row, day)]
    return max(found, key=lambda row: row.valid_from, default=None)
