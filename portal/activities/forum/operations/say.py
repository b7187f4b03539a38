"""A question or an answer, under one's own name."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from portal.activities.forum.models import ForumMessage, TopicKind
from portal.activities.forum.operations.let_through import let_through
from portal.activities.forum.queries import get_post, get_topic
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation
from portal.kernel.permissions import Permission, has_permission
from portal.organizations.queries import get_organization
from portal.people.models import Person

SHORTEST = 5


@operation
def say(*, topic_kind: TopicKind | str, topic_id: UUID, text: str, reply_to_id: UUID | None = None) -> bool:
    """Send a message to the discussion's moderator; tell whether it can be read at once.

    What a moderator says in the own discussion needs nobody to read it first.
    """
    actor = current_actor()
    kind = TopicKind(topic_kind)
    topic = get_topic(kind, topic_id)
    if actor.account_id is None or actor.tenant_id is None:
        raise NotFound
    if len(text.strip()) < SHORTEST:
        raise DomainError("Ghi câu hỏi hoặc ý kiến.", field="text")
    if reply_to_id is not None and get_post(reply_to_id).topic_id != topic_id:
        raise NotFound
    lock_name(f"say:{actor.account_id}")
    if _said_before(topic_id, text.strip()):
        raise Conflict("Ý kiến này đã gửi.", field="text")
    message = ForumMessage(
        to_tenant_id=topic.tenant_id if topic.tenant_id != actor.tenant_id else None,
        topic_kind=kind,
        topic_tenant_id=topic.tenant_id,
        topic_id=topic_id,
        reply_to_id=reply_to_id,
        account_id=actor.account_id,
        person_id=actor.person_id,
        author_name=_author(actor.person_id),
        house_name=get_organization(actor.tenant_id).name,
        text=text.strip(),
    )
    db.session.add(message)
    audit.record("forum.said", message, topic_id=topic_id)
    is_own = topic.tenant_id == actor.tenant_id and has_permission(actor, Permission.FORUM_MODERATE)
    if is_own:
        let_through(forum_message_id=message.id)
    return is_own


def _said_before(topic_id: UUID, text: str) -> bool:
    """Tell whether the actor said the very same in this discussion: the button was pressed twice."""
    statement = select(ForumMessage.id).where(
        ForumMessage.topic_id == topic_id,
        ForumMessage.account_id == current_actor().account_id,
        ForumMessage.text == text,
    )
    return db.session.scalars(statement.limit(1)).first() is not None


def _author(person_id: UUID | None) -> str:
    if person_id is None:
        return signature()
    return db.session.scalar(select(Person.full_name).where(Person.id == person_id)) or signature()
