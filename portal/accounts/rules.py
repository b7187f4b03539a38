"""Pure rules of passwords, lock-out and session life."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime, timedelta

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128
FAILURES_BEFORE_LOCK = 5
FAILURES_FROM_ONE_ADDRESS = 40
"""More than for one name: a whole office may stand behind one address."""
FORGET_FAILURES_AFTER = timedelta(days=1)
LOCK_STEP = timedelta(minutes=5)
LONGEST_LOCK = timedelta(hours=1)
IDLE_LIMIT = timedelta(hours=4)
SESSION_LIMIT = timedelta(hours=14)
SEEN_EVERY = timedelta(minutes=5)
INVITATION_DAYS = 30
TOKEN_DAYS = (30, 90, 180, 365)
"""How long an access token may live; there is none without an end."""
TOKEN_PREFIX = "khoi_"  # noqa: S105 -- what every token begins with
REQUESTS_A_MINUTE = 120
MINUTE = timedelta(minutes=1)

_USERNAME = re.compile(r"[a-z][a-z0-9._-]*")
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_GROUPS, _GROUP_LENGTH = 4, 4
_TOO_COMMON = frozenset({"1234567890", "matkhau123", "password12", "0123456789", "dangvien123", "danguykhoi"})


def password_problem(password: str, username: str) -> str | None:
    """Return what is wrong with a new password in words, or None."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự."
    if len(password) > LONGEST_PASSWORD:
        return f"Mật khẩu dài nhất {LONGEST_PASSWORD} ký tự."
    plain = password.casefold()
    if plain in _TOO_COMMON or len(set(plain)) < 4 or username.casefold() in plain:  # noqa: PLR2004
        return "Mật khẩu quá dễ đoán: không dùng tên đăng nhập, dãy số liền nhau hay một ký tự lặp lại."
    return None


def lock_length(failures: int, *, allowed: int = FAILURES_BEFORE_LOCK) -> timedelta | None:
    """Return how long sign-in stays shut after this many failures in a row, ``allowed`` being free."""
    beyond = failures - allowed
    if beyond < 0:
        return None
    return min(LOCK_STEP * 2 ** min(beyond, 10), LONGEST_LOCK)


def is_session_alive(*, now: datetime, last_seen_at: datetime, expires_at: datetime) -> bool:
    """Tell whether a session may still be used."""
    return now < expires_at and now - last_seen_at < IDLE_LIMIT


def username_problem(username: str) -> str | None:
    """Return what is wrong with a new sign-in name in words, or None: records show it, paper prints it."""
    if not _USERNAME.fullmatch(username):
        return "Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm và dấu gạch; bắt đầu bằng chữ."
    return None


def normal_username(typed: str) -> str:
    """Return a sign-in name as it is stored."""
    return unicodedata.normalize("NFC", typed).strip().casefold()


def new_code(tenant_code: str) -> str:
    """Return a one-time code that can be read from paper: house, then four groups of four."""
    groups = [
        "".join(secrets.choice(_CODE_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_CODE_GROUPS)
    ]
    return "-".join([tenant_code, *groups])


def split_code(typed: str) -> tuple[str, str] | None:
    """Return (house code, normal form) of a code typed from paper, or None when it cannot be one."""
    parts = [part for part in typed.upper().replace(" ", "-").split("-") if part]
    if len(parts) != _CODE_GROUPS + 1:
        return None
    return parts[0], "-".join(parts)


def seconds_to_wait(*, requests: int, minute_began_at: datetime, now: datetime) -> int | None:
    """Return how long a token that made this many requests in its minute has to wait, or None."""
    if requests <= REQUESTS_A_MINUTE:
        return None
    return max(1, round((minute_began_at + MINUTE - now).total_seconds()))


def new_password() -> str:
    """Return a one-time password that can be read aloud."""
    return "-".join(
        "".join(secrets.choice(_CODE_LETTERS.lower()) for _ in range(_GROUP_LENGTH)) for _ in range(3)
    )
