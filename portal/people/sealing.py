"""National id and phone numbers: closed in the table, found by a keyed hash."""

from __future__ import annotations

from portal.kernel.crypto import keyring

NATIONAL_ID, PHONE = "national_id", "phone"


def sealed_national_id(number: str) -> dict[str, str | None]:
    """Return the two columns that hold a citizen number; both None for an empty one."""
    if not number:
        return {"national_id_sealed": None, "national_id_index": None}
    return {
        "national_id_sealed": keyring().encrypt(number, purpose=NATIONAL_ID),
        "national_id_index": national_id_index(number),
    }


def national_id_index(number: str) -> str:
    """Return the keyed hash by which the number is found in a house."""
    return keyring().blind_index(number, purpose=NATIONAL_ID)


def open_national_id(sealed: str | None) -> str:
    """Return the citizen number that was sealed; empty when there is none."""
    return keyring().decrypt(sealed, purpose=NATIONAL_ID) if sealed else ""


def sealed_phone(number: str) -> str | None:
    """Return the sealed phone number; None for an empty one."""
    return keyring().encrypt(number, purpose=PHONE) if number else None


def open_phone(sealed: str | None) -> str:
    """Return the phone number that was sealed; empty when there is none."""
    return keyring().decrypt(sealed, purpose=PHONE) if sealed else ""
