"""Short ways to say what was found; every criterion answers with one of these."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.eligibility.verdict import Finding, Result

Dates = tuple[date, ...]


def passed(message: str, observed: Any = None, threshold: Any = None, changes: Dates = ()) -> Finding:
    """Return that the condition is met."""
    return Finding(Result.PASS, message, plain(observed), plain(threshold), changes)


def failed(message: str, observed: Any = None, threshold: Any = None, changes: Dates = ()) -> Finding:
    """Return that the condition is known not to be met."""
    return Finding(Result.FAIL, message, plain(observed), plain(threshold), changes)


def unknown(missing: str, threshold: Any = None, changes: Dates = ()) -> Finding:
    """Return that evidence is missing; ``missing`` completes "Còn thiếu: …"."""
    return Finding(Result.UNKNOWN, f"Còn thiếu: {missing}.", None, plain(threshold), changes)


def not_applicable(message: str, changes: Dates = ()) -> Finding:
    """Return that the condition does not concern this person."""
    return Finding(Result.NOT_APPLICABLE, message, None, None, changes)


def judge(
    condition: bool,
    *,
    yes: str,
    no: str,
    observed: Any = None,
    threshold: Any = None,
    changes: Dates = (),
) -> Finding:
    """Return pass or fail with the matching words."""
    say = passed if condition else failed
    return say(yes if condition else no, observed, threshold, changes)


def all_hold(*parts: bool | None) -> bool | None:
    """Return whether every part holds: one that does not decides, one not known leaves it open."""
    if False in parts:
        return False
    return None if None in parts else True


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value


def day(value: date) -> str:
    """Return a date as people write it."""
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def month(value: date) -> str:
    """Return the month of a date as people write it."""
    return f"{value.month:02d}/{value.year}"
