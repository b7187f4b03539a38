"""One use case = one function = one transaction = at least one audit entry.

The outermost operation commits, nested ones join, any exception rolls everything back. An
operation that recorded nothing raises before the commit: silence is a bug, not an option.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar, overload

from portal.kernel.actor import current_actor
from portal.kernel.database import db

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


class UnrecordedOperationError(RuntimeError):
    """An operation wrote without an audit entry, or an entry was made outside an operation."""


@dataclass(slots=True)
class _Running:
    name: str
    entries: list[str] = field(default_factory=list)


_running: ContextVar[_Running | None] = ContextVar("running_operation", default=None)

recorded_elsewhere: dict[str, str] = {}
"""Operations that are their own append-only record, with the table that holds it."""


@overload
def operation(use_case: Callable[P, R]) -> Callable[P, R]: ...
@overload
def operation(*, recorded_in: str) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def operation(
    use_case: Callable[P, R] | None = None, *, recorded_in: str | None = None
) -> Callable[P, R] | Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function one transaction with the duty to record what it did.

    ``recorded_in`` names an append-only table that is the record itself; only exam autosave
    has the reason (it must not queue behind the tenant's audit head row).
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"
        if recorded_in is not None:
            recorded_elsewhere[name] = recorded_in

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{name} takes keyword arguments only")
            current_actor()
            outer = _running.get()
            if outer is not None:
                return function(*args, **kwargs)
            running = _Running(name)
            token = _running.set(running)
            try:
                result = function(*args, **kwargs)
                if not running.entries and recorded_in is None:
                    raise UnrecordedOperationError(f"{name} recorded nothing")  # noqa: TRY301
                db.session.commit()
            except BaseException:
                db.session.rollback()
                raise
            finally:
                _running.reset(token)
            return result

        return run

    return declare if use_case is None else declare(use_case)


def note_entry(action: str) -> None:
    """Tell the running operation that an audit entry was written (called by audit.record)."""
    running = _running.get()
    if running is None:
        raise UnrecordedOperationError(f"audit entry {action!r} outside an operation")
    running.entries.append(action)
