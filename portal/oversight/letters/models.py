"""Letters of Khối. The figures a letter was written from are kept with it, as they stood."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned
from portal.organizations.models import one_of


class LetterKind(StrEnum):
    URGING = "urging"


class LetterState(StrEnum):
    DRAFT = "draft"
    DISCARDED = "discarded"


class Letter(Owned, Base):
    __tablename__ = "letter"
    __table_args__ = (
        Index(None, "tenant_id", "created_at"),
        one_of("kind", LetterKind),
        one_of("state", LetterState),
        CheckConstraint("threshold between 1 and 100", name="threshold"),
        {"comment": "Drafts of official letters with the figures they came from; no number before signing."},
    )

    kind: Mapped[LetterKind]
    state: Mapped[LetterState] = mapped_column(default=LetterState.DRAFT)
    subject: Mapped[str]
    term_code: Mapped[str]
    as_of: Mapped[date]
    threshold: Mapped[int]
    reply_due: Mapped[date]
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_by: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
