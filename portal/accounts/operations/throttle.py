"""Counts failed sign-ins by name and by address and shuts the door for a while.

Names that do not exist are counted like those that do, so that being shut out tells nobody which
names are real. The rows are their own record; nothing here knows whose account it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from portal.accounts import rules
from portal.accounts.models import SignInThrottle
from portal.kernel import clock
from portal.kernel.actor import Door
from portal.kernel.crypto import token_hash
from portal.kernel.database import service_connection
from portal.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries to come in: the name as stored, and the address it comes from."""

    username: str
    address: str

    def keys(self) -> dict[str, int]:
        """Return the hashed keys to count under, with how many failures each is allowed."""
        found = {token_hash(f"name:{self.username}"): rules.FAILURES_BEFORE_LOCK} if self.username else {}
        if self.address:
            found[token_hash(f"address:{self.address}")] = rules.FAILURES_FROM_ONE_ADDRESS
        return found


def check_open(attempt: Attempt) -> None:
    """Raise DomainError while the name or the address is shut out."""
    statement = select(func.max(SignInThrottle.locked_until)).where(
        SignInThrottle.key_hash.in_(attempt.keys())
    )
    with service_connection(Door.AUTH) as connection:
        until: datetime | None = connection.scalar(statement)
    if until is not None and until > clock.now():
        raise DomainError(
            f"Đăng nhập tạm dừng đến {clock.local(until):%H:%M} vì nhập sai nhiều lần. "
            "Đợi rồi thử lại, hoặc nhờ người quản lý tài khoản của đơn vị cấp lại mật khẩu."
        )


def note_failure(attempt: Attempt) -> None:
    """Count one failure more; shut the door when there were too many."""
    now = clock.now()
    with service_connection(Door.AUTH) as connection:
        for key, allowed in attempt.keys().items():
            first = insert(SignInThrottle).values(key_hash=key, failures=1, last_failed_at=now)
            again = first.on_conflict_do_update(
                index_elements=[SignInThrottle.key_hash],
                set_={"failures": SignInThrottle.failures + 1, "last_failed_at": now},
            )
            failures = connection.scalar(again.returning(SignInThrottle.failures))
            length = rules.lock_length(failures or 0, allowed=allowed)
            if length:
                connection.execute(
                    update(SignInThrottle)
                    .where(SignInThrottle.key_hash == key)
                    .values(locked_until=now + length)
                )
        connection.execute(
            delete(SignInThrottle).where(SignInThrottle.last_failed_at < now - rules.FORGET_FAILURES_AFTER)
        )


def forget_failures(username: str) -> None:
    """Start counting afresh for a name: it signed in, or got a new password."""
    key = token_hash(f"name:{username}")
    with service_connection(Door.AUTH) as connection:
        connection.execute(delete(SignInThrottle).where(SignInThrottle.key_hash == key))
