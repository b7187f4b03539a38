"""Reads about discussions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, or_, select

from portal.activities.forum.models import ForumMessage, ForumPost, ForumReport, TopicKind
from portal.kernel import seams
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from portal.kernel.seams import DiscussionTopic

MOST_SHOWN = 200


@dataclass(slots=True)
class Thread:
    """A question with its answers."""

    post: ForumPost
    answers: list[ForumPost] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything the page of a discussion shows."""

    kind: TopicKind
    topic_id: UUID
    topic: DiscussionTopic
    threads: list[Thread]
    mine_waiting: list[ForumMessage]
    mine_refused: list[ForumPost]
    to_read: list[ForumMessage]
    reports: list[tuple[ForumReport, ForumPost]]


def get_topic(kind: TopicKind, topic_id: UUID) -> DiscussionTopic:
    """Return what a discussion is about; NotFound when the actor may not read it."""
    find = seams.discussion_topics.get(kind.value)
    topic = find(topic_id) if find else None
    if topic is None:
        raise NotFound
    return topic


def topic_page(kind: TopicKind, topic_id: UUID, *, may_moderate: bool) -> TopicPage:
    """Return a discussion; its moderator also sees what waits and what was reported."""
    topic = get_topic(kind, topic_id)
    posts = list(
        db.session.scalars(
            select(ForumPost)
            .where(ForumPost.tenant_id == topic.tenant_id, ForumPost.topic_id == topic_id)
            .order_by(ForumPost.said_at, ForumPost.id)
            .limit(MOST_SHOWN)
        )
    )
    mine = list(
        db.session.scalars(
            select(ForumMessage)
            .where(ForumMessage.topic_id == topic_id)
            .where(ForumMessage.account_id == current_actor().account_id)
        )
    )
    settled = {post.message_id: post for post in posts}
    moderates = may_moderate and topic.tenant_id == current_actor().tenant_id
    return TopicPage(
        kind=kind,
        topic_id=topic_id,
        topic=topic,
        threads=_threads([post for post in posts if post.hidden_at is None]),
        mine_waiting=[message for message in mine if message.id not in settled],
        mine_refused=[
            settled[message.id]
            for message in mine
            if message.id in settled and settled[message.id].hidden_at is not None
        ],
        to_read=_waiting(topic_id) if moderates else [],
        reports=_reports(topic_id) if moderates else [],
    )


def _threads(posts: list[ForumPost]) -> list[Thread]:
    """Return questions, the newest first, each with its answers in their order."""
    threads = {post.id: Thread(post) for post in posts if post.reply_to_id is None}
    answers: dict[UUID, list[ForumPost]] = defaultdict(list)
    for post in posts:
        if post.reply_to_id is not None:
            answers[post.reply_to_id].append(post)
    for post_id, thread in threads.items():
        thread.answers = answers[post_id]
    return list(reversed(threads.values()))


def _unsettled() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions: addressed to the actor's house (or its own), and without a decision."""
    here = current_actor().tenant_id
    decided = exists(
        select(ForumPost.id).where(
            ForumPost.message_tenant_id == ForumMessage.tenant_id, ForumPost.message_id == ForumMessage.id
        )
    )
    return ForumMessage.topic_tenant_id == here, ~decided


def _waiting(topic_id: UUID) -> list[ForumMessage]:
    statement = select(ForumMessage).where(ForumMessage.topic_id == topic_id, *_unsettled())
    return list(db.session.scalars(statement.order_by(ForumMessage.created_at)))


def list_topics_waiting() -> list[tuple[TopicKind, UUID, int]]:
    """Return the discussions of the actor's house in which messages wait, with how many."""
    statement = (
        select(ForumMessage.topic_kind, ForumMessage.topic_id, func.count())
        .where(*_unsettled())
        .group_by(ForumMessage.topic_kind, ForumMessage.topic_id)
    )
    return [(kind, topic_id, count) for kind, topic_id, count in db.session.execute(statement)]


def _reports(topic_id: UUID) -> list[tuple[ForumReport, ForumPost]]:
    here = current_actor().tenant_id
    rows = db.session.execute(
        select(ForumReport, ForumPost)
        .join(
            ForumPost,
            and_(ForumPost.tenant_id == ForumReport.post_tenant_id, ForumPost.id == ForumReport.post_id),
        )
        .where(ForumPost.topic_id == topic_id, ForumPost.hidden_at.is_(None))
        .where(or_(ForumReport.to_tenant_id == here, ForumReport.tenant_id == here))
        .order_by(ForumReport.created_at)
    )
    return [(report, post) for report, post in rows]


def get_message(forum_message_id: UUID) -> ForumMessage:
    """Return a message that the actor's house moderates; NotFound for any other."""
    message = get_row(ForumMessage, forum_message_id)
    if message.topic_tenant_id != current_actor().tenant_id:
        raise NotFound
    return message


def get_post(forum_post_id: UUID) -> ForumPost:
    """Return a post that can be read; NotFound for a hidden one."""
    post = get_row(ForumPost, forum_post_id)
    if post.hidden_at is not None:
        raise NotFound
    return post


def get_own_post(forum_post_id: UUID) -> ForumPost:
    """Return a post that the actor's house moderates; NotFound for any other."""
    post = get_row(ForumPost, forum_post_id)
    if post.tenant_id != current_actor().tenant_id:
        raise NotFound
    return post


def find_decision(message: ForumMessage) -> ForumPost | None:
    """Return what was decided on a message, or None."""
    return db.session.scalar(
        select(ForumPost).where(
            ForumPost.message_tenant_id == message.tenant_id, ForumPost.message_id == message.id
        )
    )
