"""What is noted about an attempt beside its answers (pure)."""

from __future__ import annotations

from enum import StrEnum


class EventKind(StrEnum):
    SAVED = "saved"
    STALE = "stale"
    """Older than what is held, or another value under the same sequence: kept, not used."""
    LATE = "late"
    FOCUS_LOST = "focus_lost"
    FOCUS_BACK = "focus_back"
    RECONNECTED = "reconnected"
    DEVICE_MOVED = "device_moved"


REPORTED = {kind.value: kind for kind in (EventKind.FOCUS_LOST, EventKind.FOCUS_BACK, EventKind.RECONNECTED)}
"""What the player itself may report; the rest is noted by the server."""
