"""The steps between stages: appended, never changed; a mistake is put right by a later step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of


class StageStep(Owned, Base):
    """One step as it happened on paper: document, counts of votes, rule set it was judged by.

    ``votes`` holds ``base`` (the reduced number), ``deducted`` and ``yes``, and ``kind`` of the
    deciding body. ``exit_reason`` is a word of candidates.exits. ``verdict`` and ``open_criteria``
    are what the gate said on that day, ``acknowledgement`` why the step was recorded although
    something was not known. ``corrects_step_id`` names a step entered by mistake, which then counts
    nowhere.
    """

    __tablename__ = "stage_step"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        within_house("person_id", "person"),
        within_house("corrects_step_id", "stage_step"),
        Index(None, "tenant_id", "candidate_id", "happened_on"),
        Index(None, "tenant_id", "to_stage", "happened_on"),
        Index("ix_stage_step_person", "person_id"),
        one_of("from_stage", Stage),
        one_of("to_stage", Stage),
        {"comment": "Every move of a candidate from one stage to another, with its paper; append only."},
    )
    person_column = "person_id"
    staff_verbs = APPEND

    candidate_id: Mapped[UUID]
    person_id: Mapped[UUID]
    from_stage: Mapped[Stage]
    to_stage: Mapped[Stage]
    happened_on: Mapped[date]
    document_type: Mapped[str] = mapped_column(default="")
    document_no: Mapped[str] = mapped_column(default="")
    document_date: Mapped[date | None]
    votes: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    rule_set_id: Mapped[str | None]
    exit_reason: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str] = mapped_column(default="")
    open_criteria: Mapped[list[str]] = mapped_column(JSONB, default=list)
    acknowledgement: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")
    corrects_step_id: Mapped[UUID | None]
    carried_from: Mapped[str] = mapped_column(default="", server_default="")
    """The house where it was recorded, for a step that came along with a person who moved; counted there."""
    origin_tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))
    """The house where it was recorded, for a step that a reorganisation moved to the successor."""
    origin_until: Mapped[date | None]
    """The first day on which it counts for the successor, by the decision that moved it."""
    recorded_by: Mapped[str]
    recorded_by_account_id: Mapped[UUID | None]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
