"""Going on at another device, after the candidate said so."""

from __future__ import annotations

from uuid import UUID

from courses.exams.models import Attempt
from courses.exams.operations.start_attempt import note_move
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def move_device(*, attempt_id: UUID, device: str) -> None:
    """Make this device the active one of the attempt; the other is told at its next save."""
    attempt = lock(Attempt, attempt_id)
    if attempt.device != device:
        note_move(attempt)
        attempt.device = device
    audit.record("attempt.device_moved", attempt)
