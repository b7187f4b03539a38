"""The signature of the installation on a certificate (Ed25519), and the key by which others check it."""

from __future__ import annotations

import base64
from datetime import date

from courses.certificates.rules import signed_text
from portal.kernel.crypto import keyring

PURPOSE = "certificate"


def sign(code: str, number: str, issued_on: date) -> str:
    """Return the signature over code, number and day, in the letters of an address."""
    return _letters(keyring().signing_key(PURPOSE).sign(signed_text(code, number, issued_on)))


def public_key() -> str:
    """Return the public key that checks every signature of this installation."""
    return _letters(keyring().verify_key(PURPOSE).public_bytes_raw())


def _letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
