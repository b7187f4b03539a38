"""A dossier sent to Khối, and Khối's answers to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.admissions.states import AnswerKind, Purpose
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of
from portal.people.models import Sex


class AdmissionSubmission(Addressed, Base):
    """What a house says of a person when it sends the dossier; self-contained, for Khối sees no register.

    Never the lý lịch or a reason of the political standard (rules.md §0.6): votes as counts, papers
    by number and date, the verdict by rule set. ``noted_answer_id`` is the last answer that the
    house wrote into its own register.
    """

    __tablename__ = "admission_submission"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        within_house("person_id", "person"),
        Index(None, "tenant_id", "candidate_id"),
        Index("ix_admission_submission_person", "person_id"),
        Index(None, "to_tenant_id", "sent_on"),
        one_of("purpose", Purpose),
        one_of("sex", Sex),
        CheckConstraint("withdrawn_at is null or noted_answer_id is null", name="withdrawn"),
        *addressed_index(),
        {"comment": "Dossiers a house sends to Khối to decide on admission or recognition."},
    )
    person_column = "person_id"

    purpose: Mapped[Purpose]
    candidate_id: Mapped[UUID]
    person_id: Mapped[UUID]
    full_name: Mapped[str]
    folded_name: Mapped[str]
    birth_date: Mapped[date]
    sex: Mapped[Sex]
    position: Mapped[str] = mapped_column(default="")
    unit_name: Mapped[str] = mapped_column(default="")
    letter_no: Mapped[str]
    letter_date: Mapped[date]
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """Resolutions that carry the request: what, number, date, counts, in words."""
    papers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    certificate: Mapped[str] = mapped_column(default="")
    rule_set_id: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str] = mapped_column(default="")
    open_criteria: Mapped[list[str]] = mapped_column(JSONB, default=list)
    decide_by: Mapped[date | None]
    remarks: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date]
    sent_by: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    noted_answer_id: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class SubmissionAnswer(Addressed, Base):
    """One thing Khối did with a dossier, told to its house; history, never edited."""

    __tablename__ = "submission_answer"
    __table_args__ = (
        between_houses("to_tenant_id", "submission_id", "admission_submission"),
        between_houses("to_tenant_id", "person_id", "person"),
        within_house("takes_back_id", "submission_answer"),
        Index(None, "tenant_id", "submission_id", "answered_at"),
        Index(None, "tenant_id", "document_no"),
        Index("ix_submission_answer_person", "person_id"),
        one_of("kind", AnswerKind),
        *addressed_index(),
        {"comment": "What Khối did with a dossier: received, appraised, returned, decided, annulled."},
    )
    person_column = "person_id"
    staff_verbs = APPEND

    submission_id: Mapped[UUID]
    person_id: Mapped[UUID]
    kind: Mapped[AnswerKind]
    happened_on: Mapped[date]
    document_no: Mapped[str] = mapped_column(default="")
    document_date: Mapped[date | None]
    votes: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")
    takes_back_id: Mapped[UUID | None]
    answered_by: Mapped[str]
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)
