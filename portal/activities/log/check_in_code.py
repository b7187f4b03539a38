"""The rotating code on the screen: what it says, when it was shown, how long it is good. Pure.

A code is ``payload.signature``; the payload names house, activity, time step and what the telephone
shows before anything is sent. It is signed by a keyed hash, so that whoever holds a code of 19:30
proves that a screen showed it at 19:30, whenever the telephone gets through afterwards.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
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

Sign = Callable[[str], str]


class BadCode(ValueError):
    """A code that was not made here, or too long ago; the message is for the person at the door."""


@dataclass(frozen=True, slots=True)
class CheckInCode:
    """What a good code says."""

    union_tenant_id: UUID
    activity_id: UUID
    title: str
    place: str
    shown_at: datetime


def step_of(instant: datetime) -> int:
    """Return the time step of an instant."""
    return int(instant.timestamp()) // STEP_SECONDS


def write_code(
    union_tenant_id: UUID, activity_id: UUID, *, title: str, place: str, now: datetime, sign: Sign
) -> str:
    """Return the code that the screen shows at an instant."""
    content = [
        union_tenant_id.hex,
        activity_id.hex,
        step_of(now),
        title[:60],
        place[:40],
    ]
    raw = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    payload = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    return f"{payload}.{sign(payload)[:SIGNATURE_LENGTH]}"


def read_code(code: str, *, now: datetime, sign: Sign, most: timedelta = LATE_LIMIT) -> CheckInCode:
    """Return what a code says; BadCode when it was not made here, or was shown longer ago than ``most``."""
    payload, _, signature = code.strip().partition(".")
    if not payload.isascii() or not signature.isascii():
        raise BadCode("Mã không đúng. Quét lại mã trên màn hình.")
    if not hmac.compare_digest(sign(payload)[:SIGNATURE_LENGTH].encode(), signature.encode()):
        raise BadCode("Mã không đúng. Quét lại mã trên màn hình.")
    try:
        house, activity, step, title, place = json.loads(
            base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        )
        shown_at = datetime.fromtimestamp(int(step) * STEP_SECONDS, UTC)
        found = CheckInCode(UUID(house), UUID(activity), str(title), str(place), shown_at)
    except (ValueError, TypeError, binascii.Error, OverflowError) as error:
        raise BadCode("Mã không đúng. Quét lại mã trên màn hình.") from error
    if not -GRACE <= now - shown_at <= most:
        raise BadCode("Mã đã cũ. Quét lại mã đang hiện trên màn hình.")
    return found
