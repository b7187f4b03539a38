"""A message that nobody else will read."""

from __future__ import annotations

from uuid import UUID

from portal.activities.forum.models import ForumPost
from portal.activities.forum.queries import find_decision, get_message
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def refuse_message(*, forum_message_id: UUID, reason: str) -> UUID:
    """Refuse a message; its author reads why, and neither words nor name appear anywhere else."""
    lock_name(f"forum:{forum_message_id}")
    message = get_message(forum_message_id)
    if find_decision(message) is not None:
        raise Conflict("Ý kiến này đã được xử lý.")
    if not reason.strip():
        raise DomainError("Ghi lý do để người gửi biết.", field="reason")
    post = ForumPost(
        topic_kind=message.topic_kind,
        topic_id=message.topic_id,
        message_tenant_id=message.tenant_id,
        message_id=message.id,
        author_name="",
        house_name="",
        text="",
        said_at=message.created_at,
        hidden_at=clock.now(),
        hidden_reason=reason.strip(),
        decided_by=signature(),
    )
    db.session.add(post)
    audit.record("forum.refused", post, message_id=message.id)
    return post.id
