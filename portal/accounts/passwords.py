"""argon2id hashes; verifying costs the same whether or not the account exists."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the argon2id hash to store."""
    return _hasher.hash(password)


def is_password(stored: str | None, typed: str) -> bool:
    """Tell whether the typed password is the stored one; None stands for an unknown account."""
    try:
        return _hasher.verify(stored or _nobody(), typed) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")
