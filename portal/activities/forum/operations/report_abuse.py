"""Somebody finds a post abusive."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from portal.activities.forum.models import ForumReport
from portal.activities.forum.queries import get_post, get_topic
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.operation import operation
from portal.people.models import Person


@operation
def report_abuse(*, forum_post_id: UUID, reason: str) -> UUID:
    """Tell the moderator about a post, under one's own name; a second report of the same changes nothing."""
    actor = current_actor()
    post = get_post(forum_post_id)
    get_topic(post.topic_kind, post.topic_id)
    if actor.account_id is None:
        raise NotFound
    if not reason.strip():
        raise DomainError("Ghi chỗ không đúng.", field="reason")
    lock_name(f"report:{post.id}:{actor.account_id}")
    there = db.session.scalar(
        select(ForumReport.id).where(
            ForumReport.post_id == post.id, ForumReport.account_id == actor.account_id
        )
    )
    if there is not None:
        audit.record("forum.reported_again", subject_id=there)
        return there
    name = db.session.scalar(select(Person.full_name).where(Person.id == actor.person_id))
    report = ForumReport(
        to_tenant_id=post.tenant_id if post.tenant_id != actor.tenant_id else None,
        post_tenant_id=post.tenant_id,
        post_id=post.id,
        account_id=actor.account_id,
        person_id=actor.person_id,
        reporter_name=name or signature(),
        reason=reason.strip(),
    )
    db.session.add(report)
    audit.record("forum.reported", report, post_id=post.id)
    return report.id
