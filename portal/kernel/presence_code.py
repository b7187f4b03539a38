"""The rotating code on the screen: what it says, when it was shown, how long it is good. Pure.

A code is ``payload.signature``; the payload names house, subject (an activity, a session of a class),
time step and what the telephone shows before anything is sent. Each kind of subject has a keyed hash
of its own, so that whoever holds a code of 19:30 proves that a screen of that kind showed it at 19:30,
whenever the telephone gets through afterwards.
"""

from __future__ import annotations

import base64
import hmac
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

STEP_SECONDS = 30
GRACE = timedelta(minutes=2)
"""How long after it was shown a code opens the page: a slow telephone, a long queue."""
LATE_LIMIT = timedelta(hours=12)
"""How long a check-in may lie in a telephone without a network."""
SIGNATURE_LENGTH = 22
HEAD_BYTES = 36
TITLE_BYTES, PLACE_BYTES = 42, 28
"""What the telephone shows before anything is sent; longer words make the code too fine for a camera."""

Sign = Callable[[str], str]


class BadCode(ValueError):
    """A code that was not made here, or too long ago; the message is for the person at the door."""


@dataclass(frozen=True, slots=True)
class PresenceCode:
    """What a good code says."""

    tenant_id: UUID
    subject_id: UUID
    title: str
    place: str
    shown_at: datetime


def step_of(instant: datetime) -> int:
    """Return the time step of an instant."""
    return int(instant.timestamp()) // STEP_SECONDS


def write_code(
    tenant_id: UUID, subject_id: UUID, *, title: str, place: str, now: datetime, sign: Sign
) -> str:
    """Return the code that the screen shows at an instant; short, so that a poor camera reads it."""
    words = _cut(title, TITLE_BYTES) + b"\n" + _cut(place, PLACE_BYTES)
    raw = tenant_id.bytes + subject_id.bytes + struct.pack(">I", step_of(now)) + words
    payload = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    return f"{payload}.{sign(payload)[:SIGNATURE_LENGTH]}"


def _cut(text: str, most: int) -> bytes:
    """Return the beginning of a text in so many bytes, no letter cut in two."""
    return " ".join(text.split()).encode()[:most].decode(errors="ignore").encode()


def read_code(code: str, *, now: datetime, sign: Sign, most: timedelta = LATE_LIMIT) -> PresenceCode:
    """Return what a code says; BadCode when it was not made here, or was shown longer ago than ``most``."""
    payload, _, signature = code.strip().partition(".")
    if not payload.isascii() or not signature.isascii():
        raise BadCode("Mã không đúng. Quét lại mã trên màn hình.")
    if not hmac.compare_digest(sign(payload)[:SIGNATURE_LENGTH].encode(), signature.encode()):
        raise BadCode("Mã không đúng. Quét lại mã trên màn hình.")
    try:
        raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        (step,) = struct.unpack(">I", raw[32:HEAD_BYTES])
        title, _, place = raw[HEAD_BYTES:].decode().partition("\n")
        house, subject = UUID(bytes=raw[:16]), UUID(bytes=raw[16:32])
    except (ValueError, struct.error) as error:
        raise BadCode("Mã không đúng. Quét lại mã trên màn hình.") from error
    shown_at = datetime.fromtimestamp(step * STEP_SECONDS, UTC)
    if not -GRACE <= now - shown_at <= most:
        raise BadCode("Mã đã cũ. Quét lại mã đang hiện trên màn hình.")
    return PresenceCode(house, subject, title, place, shown_at)
