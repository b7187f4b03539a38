"""The period an address asks for."""

from __future__ import annotations

from portal.evaluation.periods import is_period
from portal.kernel import clock
from portal.kernel.errors import NotFound


def read_period(text: str | None) -> str:
    """Return the period; this year when nothing is said, NotFound for nonsense."""
    period = text or f"{clock.today().year}"
    if not is_period(period):
        raise NotFound("Kỳ đánh giá không đúng, ví dụ đúng: 2026 hoặc 2026-Q3.")
    return period
