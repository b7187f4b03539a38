"""Letters of Khối: the draft with the figures it came from, what each house was sent, what it answered."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.files import FileColumns
from portal.kernel.tenancy import Addressed, Owned, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class LetterKind(StrEnum):
    URGING = "urging"
    PRAISE = "praise"
    CLASS_INVITATION = "class_invitation"
    PLAN_OPINION = "plan_opinion"
    NOTICE = "notice"


class LetterState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    DISCARDED = "discarded"


class ReplyKind(StrEnum):
    RECEIVED = "received"
    REPLIED = "replied"


class Letter(Owned, FileColumns, Base):
    """A letter of Khối; number and day stand from the moment it was signed on paper and sent here.

    ``body`` has one paragraph a line; ``figures`` are those of ``as_of``, kept as they stood.
    ``addressees`` are ids of houses. ``version`` grows with each change of the draft.
    """

    __tablename__ = "letter"
    __table_args__ = (
        Index(None, "tenant_id", "created_at"),
        one_of("kind", LetterKind),
        one_of("state", LetterState),
        CheckConstraint("threshold between 1 and 100", name="threshold"),
        CheckConstraint("(state = 'sent') = (signed_on is not null and number <> '')", name="signed"),
        {"comment": "Official letters of Khối with the figures they came from; a number after signing."},
    )

    kind: Mapped[LetterKind]
    state: Mapped[LetterState] = mapped_column(default=LetterState.DRAFT)
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text, default="", server_default="")
    addressees: Mapped[list[str]] = mapped_column(JSONB, default=list, server_default="[]")
    number: Mapped[str] = mapped_column(default="", server_default="")
    signed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    term_code: Mapped[str]
    as_of: Mapped[date]
    threshold: Mapped[int | None]
    reply_due: Mapped[date | None]
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_by: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class LetterDelivery(Addressed, FileColumns, Base):
    """The letter as one house was sent it: what was sent stays, whatever happens to the draft."""

    __tablename__ = "letter_delivery"
    __table_args__ = (
        *addressed_index(),
        within_house("letter_id", "letter"),
        UniqueConstraint("tenant_id", "letter_id", "to_tenant_id"),
        one_of("kind", LetterKind),
        {"comment": "A signed letter of Khối as it was sent to one house; append only."},
    )
    staff_verbs = APPEND

    letter_id: Mapped[UUID]
    kind: Mapped[LetterKind]
    subject: Mapped[str]
    body: Mapped[str]
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    number: Mapped[str]
    signed_on: Mapped[date]
    reply_due: Mapped[date | None]
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)


class LetterReply(Addressed, FileColumns, Base):
    """A house says that it has a letter, or answers it; a later answer adds to an earlier one."""

    __tablename__ = "letter_reply"
    __table_args__ = (
        *addressed_index(),
        between_houses("to_tenant_id", "letter_delivery_id", "letter_delivery"),
        Index(None, "tenant_id", "letter_delivery_id", "replied_at"),
        one_of("kind", ReplyKind),
        {"comment": "What a house answered to a letter of Khối, with its paper; append only."},
    )
    staff_verbs = APPEND

    letter_delivery_id: Mapped[UUID]
    kind: Mapped[ReplyKind]
    text: Mapped[str] = mapped_column(default="")
    document_no: Mapped[str] = mapped_column(default="")
    replied_by: Mapped[str]
    replied_at: Mapped[datetime] = mapped_column(default=clock.now)
