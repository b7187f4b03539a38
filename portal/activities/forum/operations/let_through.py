"""The moderator has read a message: it may be read by all."""

from __future__ import annotations

from uuid import UUID

from portal.activities.forum.models import ForumPost
from portal.activities.forum.queries import find_decision, get_message
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation


@operation
def let_through(*, forum_message_id: UUID) -> UUID:
    """Publish a message word for word under its author's name; return the post's id."""
    lock_name(f"forum:{forum_message_id}")
    message = get_message(forum_message_id)
    if find_decision(message) is not None:
        raise Conflict("Ý kiến này đã được xử lý.")
    post = ForumPost(
        topic_kind=message.topic_kind,
        topic_id=message.topic_id,
        reply_to_id=message.reply_to_id,
        message_tenant_id=message.tenant_id,
        message_id=message.id,
        author_name=message.author_name,
        house_name=message.house_name,
        text=message.text,
        said_at=message.created_at,
        decided_by=signature(),
    )
    db.session.add(post)
    audit.record("forum.let_through", post, message_id=message.id)
    return post.id
