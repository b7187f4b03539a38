"""How a paper stands: number, date, who holds it. Never the paper (rules.md §0.6)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.candidates.evidence_kinds import EvidenceKind, PaperState
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house
from portal.organizations.models import one_of


class Evidence(Owned, Base):
    """What the clerk saw about one paper; a later row of the same kind supersedes it.

    ``state`` says how far the paper is; only one that is there counts as evidence. ``value`` holds
    only what the eligibility facts need (candidates.evidence_kinds). Closed to the member door: it
    is the clerk's register.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        within_house("person_id", "person"),
        Index(None, "tenant_id", "candidate_id", "kind"),
        one_of("kind", EvidenceKind),
        one_of("state", PaperState),
        {"comment": "Status, number, date and holder of each paper of a dossier; never its content."},
    )

    candidate_id: Mapped[UUID]
    person_id: Mapped[UUID]
    kind: Mapped[EvidenceKind]
    state: Mapped[PaperState] = mapped_column(default=PaperState.HELD, server_default=PaperState.HELD.value)
    number: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    holder: Mapped[str] = mapped_column(default="")
    value: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    is_current: Mapped[bool] = mapped_column(default=True)
    recorded_by: Mapped[str]
    recorded_by_account_id: Mapped[UUID | None]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
