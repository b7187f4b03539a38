"""Somebody has read what the desk said."""

from __future__ import annotations

from uuid import UUID

from portal.inbox.models import Notice
from portal.kernel import audit, clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import lock
from portal.kernel.errors import NotFound
from portal.kernel.operation import operation


@operation
def read_notice(*, notice_id: UUID) -> str:
    """Mark a notice of the actor's own as read; return where it leads."""
    if current_actor().door is not Door.STAFF:
        raise NotFound
    notice = lock(Notice, notice_id)
    if notice.to_account_id != current_actor().account_id:
        raise NotFound
    notice.read_at = notice.read_at or clock.now()
    audit.record("notice.read", notice)
    return notice.url
