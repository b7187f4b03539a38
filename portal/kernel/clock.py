"""The only source of now and today; tests freeze it, everything is stored in UTC."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

_frozen: ContextVar[datetime | None] = ContextVar("frozen_now", default=None)


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Return the present calendar day in Viet Nam."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """Return the same instant on the wall clock of Viet Nam."""
    return instant.astimezone(LOCAL)


@contextmanager
def frozen_at(instant: datetime) -> Iterator[None]:
    """Hold the clock still for the length of a test or of a what-if computation."""
    if instant.tzinfo is None:
        message = "the frozen instant must be aware"
        raise ValueError(message)
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
