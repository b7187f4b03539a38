"""The access code of an exam: written on the board, typed by the candidate, stored as a keyed hash."""

from __future__ import annotations

import hmac

from portal.kernel.crypto import keyring

PURPOSE = "exam_access_code"


def code_hash(code: str) -> str:
    """Return what is stored of a code; capitals and spaces around it do not matter."""
    return keyring().blind_index(code.strip().casefold(), purpose=PURPOSE)


def is_code(stored: str | None, typed: str) -> bool:
    """Tell whether the typed code opens the exam; an exam without a code is open."""
    return stored is None or hmac.compare_digest(stored, code_hash(typed))
