"""Versions of the rules that Khối writes beside the shipped ones (rules.md §0.1, §0.3)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, Published
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class DraftState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class RuleSetDraft(Owned, Base):
    """A version being written; only Khối sees it.

    ``effect`` holds what it would change, by house, as counted for ``effect_of_version``; it is
    stale as soon as ``version`` has gone on.
    """

    __tablename__ = "rule_set_draft"
    __table_args__ = (
        Index(None, "tenant_id", "created_at"),
        one_of("state", DraftState),
        {"comment": "Rule sets that Khối is writing, with the effect counted before they are published."},
    )

    code: Mapped[str]
    copied_from: Mapped[str]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[DraftState] = mapped_column(default=DraftState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    effect: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    effect_of_version: Mapped[int] = mapped_column(default=0)
    effect_asked_at: Mapped[datetime | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class RuleSetVersion(Published, Base):
    """A published rule set, complete: never changed, only followed by another.

    ``document`` is what ``eligibility.rule_set_parsing`` reads.
    """

    __tablename__ = "rule_set_version"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code"),
        {"comment": "Rule sets that Khối published beside the shipped ones; append only."},
    )
    staff_verbs = APPEND

    code: Mapped[str]
    copied_from: Mapped[str]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    published_by: Mapped[str]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
