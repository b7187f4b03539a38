"""The desk tells an account of the house something."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.inbox.models import Notice
from portal.inbox.queries import has_unread
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.operation import operation


@operation
def send_notice(
    *, to_account_id: UUID, subject: str, text: str, url: str, sent_by: str, due_on: date | None = None
) -> bool:
    """Put a notice into somebody's inbox; tell whether it is new: an unread one of the subject stands."""
    if has_unread(to_account_id, subject):
        return False
    notice = Notice(
        to_account_id=to_account_id,
        subject=subject,
        text=text,
        url=url,
        due_on=due_on,
        sent_by=sent_by,
    )
    db.session.add(notice)
    audit.record("notice.sent", notice, to_account_id=to_account_id, about=subject)
    return True
