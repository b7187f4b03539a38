"""A post that should not have been let through."""

from __future__ import annotations

from uuid import UUID

from portal.activities.forum.models import ForumPost
from portal.activities.forum.queries import get_own_post
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def hide_post(*, forum_post_id: UUID, reason: str) -> UUID:
    """Hide a post of the own discussion; the author reads why. Return the topic's id."""
    get_own_post(forum_post_id)
    post = lock(ForumPost, forum_post_id)
    if post.hidden_at is not None:
        raise Conflict("Ý kiến này đã ẩn.")
    if not reason.strip():
        raise DomainError("Ghi lý do ẩn.", field="reason")
    post.hidden_at, post.hidden_reason = clock.now(), reason.strip()
    post.text = ""  # a published row; what was sent stays in the author's own house
    audit.record("forum.hidden", post, reason=post.hidden_reason)
    return post.topic_id
