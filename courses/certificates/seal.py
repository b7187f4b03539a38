"""What makes a certificate checkable: its number, its code, its signature."""

from __future__ import annotations

import base64
from datetime import date

from cryptography.exceptions import InvalidSignature

from portal.kernel.crypto import keyring

PURPOSE = "certificate"


def show_number(serial: int, year: int) -> str:
    """Return the number of a line of the register, such as 0007/2026/GCN."""
    return f"{serial:04}/{year}/GCN"


def signed_text(code: str, number: str, issued_on: date) -> bytes:
    """Return the bytes that are signed: code, number and day, nothing about the person."""
    return f"{code}|{number}|{issued_on.isoformat()}".encode()


def sign(code: str, number: str, issued_on: date) -> str:
    """Return the Ed25519 signature of the installation, in the letters of an address."""
    raw = keyring().signing_key(PURPOSE).sign(signed_text(code, number, issued_on))
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def is_signed(signature: str, code: str, number: str, issued_on: date) -> bool:
    """Tell whether a signature is ours and over exactly these three."""
    try:
        raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        keyring().verify_key(PURPOSE).verify(raw, signed_text(code, number, issued_on))
    except (InvalidSignature, ValueError):
        return False
    return True
