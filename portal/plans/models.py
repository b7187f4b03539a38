"""A house's plan for a year or a term, what Khối answered, and Khối's check-ups with what came of them.

Each side writes its own rows: the plan belongs to the house, the answer and the check-up to Khối,
the report on a check-up to the house again.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Owned, addressed_index, between_houses, within_house
from portal.organizations.models import one_of
from portal.plans.planning import CheckUpKind, Measure, Verdict


class Plan(Addressed, Base):
    """``submission`` counts how often it was handed in; 0 is a draft, which Khối is not shown.

    ``version`` grows when an accepted plan is revised; the accepted one stays as it was. ``year`` 0
    is the whole term.
    """

    __tablename__ = "plan"
    __table_args__ = (
        *addressed_index(),
        UniqueConstraint("tenant_id", "term_code", "year", "version"),
        CheckConstraint("ends_on > starts_on", name="period"),
        CheckConstraint("submission >= 0 and version > 0", name="counters"),
        {"comment": "What a house means to do for source creation and admission in a year or a term."},
    )

    term_code: Mapped[str]
    year: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    submission: Mapped[int] = mapped_column(default=0)
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[str] = mapped_column(default="")
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class PlanTask(Owned, Base):
    """``target`` is a number for counted measures, empty for work that is simply done or not."""

    __tablename__ = "plan_task"
    __table_args__ = (
        within_house("plan_id", "plan"),
        Index(None, "tenant_id", "plan_id", "position"),
        one_of("measure", Measure),
        CheckConstraint("target is null or target >= 0", name="target"),
        {"comment": "One task of a plan: who, until when, and how it is measured."},
    )

    plan_id: Mapped[UUID]
    position: Mapped[int]
    title: Mapped[str]
    measure: Mapped[Measure]
    target: Mapped[int | None]
    owner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    done_note: Mapped[str] = mapped_column(default="")


class PlanAnswer(Addressed, Base):
    __tablename__ = "plan_answer"
    __table_args__ = (
        *addressed_index(),
        between_houses("plan_tenant_id", "plan_id", "plan"),
        UniqueConstraint("tenant_id", "plan_id", "submission"),
        one_of("verdict", Verdict),
        {"comment": "What Khối said about a plan that was handed in: accepted, or returned with remarks."},
    )

    plan_tenant_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    submission: Mapped[int]
    verdict: Mapped[Verdict]
    remarks: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str]
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)


class CheckUp(Addressed, Base):
    """Announced with a day; findings and what must be mended are written after it was held."""

    __tablename__ = "check_up"
    __table_args__ = (
        *addressed_index(),
        Index(None, "tenant_id", "planned_on"),
        one_of("kind", CheckUpKind),
        CheckConstraint("(held_on is null) = (findings = '')", name="held"),
        CheckConstraint("(remedy = '') = (remedy_due is null)", name="remedy"),
        {"comment": "Inspections and supervisions by Khối: findings, what to mend by when; no discipline."},
    )

    kind: Mapped[CheckUpKind]
    subject: Mapped[str]
    planned_on: Mapped[date]
    held_on: Mapped[date | None]
    findings: Mapped[str] = mapped_column(default="")
    remedy: Mapped[str] = mapped_column(default="")
    remedy_due: Mapped[date | None]
    closed_on: Mapped[date | None]
    closing_words: Mapped[str] = mapped_column(default="")
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class CheckUpReport(Addressed, Base):
    __tablename__ = "check_up_report"
    __table_args__ = (
        *addressed_index(),
        between_houses("check_up_tenant_id", "check_up_id", "check_up"),
        Index(None, "tenant_id", "check_up_id"),
        {"comment": "What a house says it has mended after a check-up."},
    )

    check_up_tenant_id: Mapped[UUID]
    check_up_id: Mapped[UUID]
    words: Mapped[str]
    reported_by: Mapped[str]
    reported_at: Mapped[datetime] = mapped_column(default=clock.now)
