"""Messages on their way to a moderator, posts that everybody reads, reports of abuse."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Published, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class TopicKind(StrEnum):
    """What a discussion is about."""

    CAMPAIGN = "campaign"
    CLASS = "class"


class ForumMessage(Addressed, Base):
    """What somebody wants to say, in his or her own house, addressed to the house that moderates."""

    __tablename__ = "forum_message"
    __table_args__ = (
        within_house("person_id", "person"),
        Index(None, "to_tenant_id", "topic_id"),
        Index(None, "tenant_id", "topic_id"),
        Index("ix_forum_message_person", "person_id"),
        one_of("topic_kind", TopicKind),
        *addressed_index(),
        {"comment": "Questions and answers as they were sent to the moderator of a discussion."},
    )
    person_column = "person_id"
    member_verbs = APPEND
    staff_verbs = APPEND

    topic_kind: Mapped[TopicKind]
    topic_tenant_id: Mapped[UUID]
    topic_id: Mapped[UUID]
    reply_to_id: Mapped[UUID | None]
    account_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    author_name: Mapped[str]
    house_name: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ForumPost(Published, Base):
    """A message that was let through, as everybody reads it; or, without text, one that was refused.

    The moderator's house owns it. The words are the author's: they are copied, never edited.
    """

    __tablename__ = "forum_post"
    __table_args__ = (
        between_houses("message_tenant_id", "message_id", "forum_message"),
        within_house("reply_to_id", "forum_post"),
        UniqueConstraint("tenant_id", "message_id"),
        Index(None, "tenant_id", "topic_id", "created_at"),
        one_of("topic_kind", TopicKind),
        {"comment": "Posts of a discussion that its moderator let through; refused ones without text."},
    )

    topic_kind: Mapped[TopicKind]
    topic_id: Mapped[UUID]
    reply_to_id: Mapped[UUID | None]
    message_tenant_id: Mapped[UUID]
    message_id: Mapped[UUID]
    author_name: Mapped[str]
    house_name: Mapped[str]
    text: Mapped[str]
    said_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ForumReport(Addressed, Base):
    """Somebody finds a post abusive and tells its moderator, under his or her own name."""

    __tablename__ = "forum_report"
    __table_args__ = (
        between_houses("post_tenant_id", "post_id", "forum_post"),
        within_house("person_id", "person"),
        UniqueConstraint("tenant_id", "post_id", "account_id"),
        Index("ix_forum_report_person", "person_id"),
        *addressed_index(),
        {"comment": "Reports of abuse in a discussion, addressed to the house that moderates it."},
    )
    person_column = "person_id"
    member_verbs = APPEND
    staff_verbs = APPEND

    post_tenant_id: Mapped[UUID]
    post_id: Mapped[UUID]
    account_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    reporter_name: Mapped[str]
    reason: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
