"""Referrals of outstanding members to the Party, the answers, and tasks of helping (rules.md §6.4)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of
from portal.people.models import Sex


class ReferralState(StrEnum):
    """Where the union's own work on a referral stands; the answer is the Party house's row."""

    PROPOSED = "proposed"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Referral(Addressed, Base):
    """A member whom the branch voted for, then the union resolved to introduce to the Party.

    Addressed only from the day it is sent: before, it is the union's own. ``achievements`` is what
    the union knows on that day, in words, because the addressee sees none of the union's rows.
    """

    __tablename__ = "referral"
    __table_args__ = (
        within_house("person_id", "person"),
        within_house("unit_id", "unit"),
        Index(None, "tenant_id", "state"),
        Index(None, "tenant_id", "person_id"),
        CheckConstraint("yes_votes <= present_count and present_count <= member_count", name="votes"),
        CheckConstraint("(state = 'sent') = (to_tenant_id is not null)", name="sent"),
        one_of("state", ReferralState),
        one_of("sex", Sex),
        *addressed_index(),
        {"comment": "Outstanding members proposed by a branch and referred by the union to a Party house."},
    )

    person_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    party_house_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    full_name: Mapped[str]
    birth_date: Mapped[date]
    sex: Mapped[Sex]
    position: Mapped[str] = mapped_column(default="")
    branch_name: Mapped[str]
    achievements: Mapped[str]
    meeting_on: Mapped[date]
    minutes_no: Mapped[str] = mapped_column(default="")
    member_count: Mapped[int]
    present_count: Mapped[int]
    yes_votes: Mapped[int]
    resolution_no: Mapped[str] = mapped_column(default="")
    resolution_on: Mapped[date | None]
    sent_on: Mapped[date | None]
    due_on: Mapped[date | None]
    state: Mapped[ReferralState] = mapped_column(default=ReferralState.PROPOSED)
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Answer(StrEnum):
    """What the Party house said or did; STAGE tells the union a later stage, nothing more."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    STAGE = "stage"


class ReferralAnswer(Addressed, Base):
    """One word of the Party house to the union; history, never edited.

    Of the candidate the union is told the stage and its day, not the record.
    """

    __tablename__ = "referral_answer"
    __table_args__ = (
        between_houses("referral_tenant_id", "referral_id", "referral"),
        within_house("candidate_id", "candidate"),
        Index(None, "tenant_id", "referral_id"),
        Index(None, "tenant_id", "candidate_id"),
        one_of("answer", Answer),
        one_of("stage", Stage),
        *addressed_index(),
        {"comment": "What a Party house answers to a referral, and the stages that follow."},
    )
    staff_verbs = APPEND

    referral_tenant_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    answer: Mapped[Answer]
    reason: Mapped[str] = mapped_column(default="")
    candidate_id: Mapped[UUID | None]
    stage: Mapped[Stage | None]
    answered_on: Mapped[date]
    answered_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class MentoringTask(Addressed, Base):
    """A task about a candidate that the cell asks a union to see to."""

    __tablename__ = "mentoring_task"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        Index(None, "tenant_id", "candidate_id"),
        *addressed_index(),
        {"comment": "What a cell asks a union to do for a candidate; the union sees the name and the task."},
    )
    staff_verbs = APPEND

    candidate_id: Mapped[UUID]
    full_name: Mapped[str]
    task: Mapped[str]
    due_on: Mapped[date]
    asked_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class MentoringStep(StrEnum):
    ASSIGNED = "assigned"
    DONE = "done"
    DECLINED = "declined"


class MentoringNote(Addressed, Base):
    """What the union did about a task: who mentors, how it went."""

    __tablename__ = "mentoring_note"
    __table_args__ = (
        between_houses("task_tenant_id", "task_id", "mentoring_task"),
        within_house("mentor_person_id", "person"),
        Index(None, "tenant_id", "task_id"),
        one_of("step", MentoringStep),
        *addressed_index(),
        {"comment": "The union's answers to a task of helping: mentor assigned, done, declined."},
    )
    staff_verbs = APPEND

    task_tenant_id: Mapped[UUID]
    task_id: Mapped[UUID]
    step: Mapped[MentoringStep]
    mentor_person_id: Mapped[UUID | None]
    mentor_name: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
