"""Somebody who runs or teaches a class tells its learners something."""

from __future__ import annotations

from uuid import UUID

from courses.classes.models import ClassAnnouncement
from courses.classes.queries.announcements import get_announcement
from courses.classes.queries.classes import get_class
from courses.classes.states import ClassState
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id

LONGEST = 2000


@operation
def announce(*, class_run_id: UUID, text: str) -> UUID:
    """Say something to the learners of a class of the actor's house; return the announcement's id."""
    run = get_class(class_run_id)
    if run.tenant_id != current_tenant_id():
        raise NotFound
    if run.state is ClassState.CANCELLED:
        raise RuleRefused("Lớp đã hủy.")
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise DomainError(f"Ghi nội dung, nhiều nhất {LONGEST} chữ.", field="text")
    row = ClassAnnouncement(class_run_id=run.id, text=words, said_by=signature())
    db.session.add(row)
    audit.record("class.announced", row, class_run_id=run.id)
    return row.id


@operation
def withdraw_announcement(*, class_announcement_id: UUID) -> UUID:
    """Withdraw an announcement; its words are taken out of the published row. Return the class's id."""
    row = get_announcement(class_announcement_id)
    if row.withdrawn_at is not None:
        raise Conflict("Thông báo này đã gỡ.")
    row.text, row.withdrawn_at = "", clock.now()
    audit.record("class.announcement_withdrawn", row, class_run_id=row.class_run_id)
    return row.class_run_id
