"""A person who moves, with what goes along, and the answer of the house that takes the person in."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of
from portal.transfers.cases import Case


class Transfer(Addressed, Base):
    """Written by the house a person leaves, addressed to the one where he or she goes, if it is in the bloc.

    It carries what the new house may know: the person, the steps with their papers and votes, the
    papers of the dossier by number and date, who helped, ratings by month, certificates. ``person``
    holds the fields of a person; the citizen and phone numbers travel encrypted. ``closed_at``: the
    old house has seen the answer and closed what was open.
    """

    __tablename__ = "transfer"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        within_house("person_id", "person"),
        Index(None, "tenant_id", "candidate_id"),
        Index("ix_transfer_person", "person_id"),
        one_of("first_stage", Stage),
        one_of("stage", Stage),
        one_of("situation", Case),
        *addressed_index(),
        {"comment": "People who move to another organisation, with the record that goes along."},
    )
    person_column = "person_id"

    candidate_id: Mapped[UUID]
    person_id: Mapped[UUID]
    full_name: Mapped[str]
    birth_date: Mapped[date]
    from_name: Mapped[str]
    destination: Mapped[str]
    first_stage: Mapped[Stage]
    stage: Mapped[Stage]
    situation: Mapped[Case]
    moved_on: Mapped[date]
    letter_no: Mapped[str]
    letter_date: Mapped[date]
    due_on: Mapped[date | None]
    remarks: Mapped[str] = mapped_column(default="")
    listed_on: Mapped[date | None]
    list_resolution_no: Mapped[str] = mapped_column(default="")
    person: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    papers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    helpers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    reviews: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    training: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    step_id: Mapped[UUID]
    sent_by: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class TransferReply(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"


class TransferAnswer(Addressed, Base):
    """The word of the house a person moves to; one a transfer, never edited."""

    __tablename__ = "transfer_answer"
    __table_args__ = (
        between_houses("to_tenant_id", "transfer_id", "transfer"),
        within_house("candidate_id", "candidate"),
        Index(None, "tenant_id", "transfer_id"),
        one_of("reply", TransferReply),
        *addressed_index(),
        {"comment": "Whether the house a person moves to took the person in, and why not."},
    )
    staff_verbs = APPEND

    transfer_id: Mapped[UUID]
    candidate_id: Mapped[UUID | None]
    reply: Mapped[TransferReply]
    reason: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str]
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)
