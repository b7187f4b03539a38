"""Who completed a class by a recognised result and has no certificate yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select

from courses.certificates.models import Certificate
from courses.classes.models import ClassRun, Enrolment
from courses.grading.models import ClassResult
from courses.grading.words import GRADE_LABELS
from portal.kernel.database import db
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.text import sort_name


@dataclass(frozen=True, slots=True)
class AwaitingRow:
    """One learner to whom a certificate is due."""

    result: ClassResult
    enrolment: Enrolment

    @property
    def id(self) -> UUID:
        return self.result.id

    @property
    def name(self) -> str:
        return self.enrolment.full_name

    @property
    def decided_on(self) -> date:
        """Return the day of the decision; only recognised results wait for a certificate."""
        return cast("date", self.result.decided_on)

    @property
    def grade(self) -> str:
        """Return the word of the grade, as it will be printed."""
        return GRADE_LABELS[self.result.grade]


@dataclass(frozen=True, slots=True)
class AwaitingClass:
    """A class in which certificates are due, how many, and the day of the decision."""

    id: UUID
    title: str
    people: int
    decided_on: date


def list_awaiting(run: ClassRun) -> list[AwaitingRow]:
    """Return who waits for a certificate of a class, in the order of Vietnamese names."""
    statement = (
        select(ClassResult, Enrolment)
        .join(
            Enrolment,
            and_(Enrolment.tenant_id == ClassResult.tenant_id, Enrolment.id == ClassResult.enrolment_id),
        )
        .where(ClassResult.tenant_id == run.tenant_id, ClassResult.class_run_id == run.id, _is_awaiting())
    )
    rows = [AwaitingRow(*row) for row in db.session.execute(statement)]
    return sorted(rows, key=lambda row: (sort_name(row.name), row.enrolment.birth_date, row.id))


def list_awaiting_classes() -> list[AwaitingClass]:
    """Return the classes of the actor's house in which certificates are due, the oldest decision first."""
    decided_on = cast("ColumnElement[date]", func.min(ClassResult.decided_on))
    statement = (
        select(ClassRun.id, ClassRun.title, func.count(), decided_on)
        .join(
            ClassResult,
            and_(ClassResult.tenant_id == ClassRun.tenant_id, ClassResult.class_run_id == ClassRun.id),
        )
        .where(ClassRun.tenant_id == current_tenant_id(), _is_awaiting())
        .group_by(ClassRun.id, ClassRun.title)
        .order_by(decided_on, ClassRun.title)
    )
    return [AwaitingClass(*row) for row in db.session.execute(statement)]


def is_recognised(run: ClassRun) -> bool:
    """Tell whether a decision recognises the results of a class."""
    statement = select(
        exists().where(
            ClassResult.tenant_id == run.tenant_id,
            ClassResult.class_run_id == run.id,
            ClassResult.superseded_at.is_(None),
            ClassResult.decided_on.is_not(None),
        )
    )
    return bool(db.session.scalar(statement))


def _is_awaiting() -> ColumnElement[bool]:
    """Return the condition on ClassResult that a certificate is due for it."""
    issued = exists().where(
        Certificate.tenant_id == ClassResult.tenant_id,
        Certificate.class_result_id == ClassResult.id,
        Certificate.reissue_allowed_on.is_(None),
    )
    return and_(
        ClassResult.superseded_at.is_(None),
        ClassResult.is_completed,
        ClassResult.decided_on.is_not(None),
        ~issued,
    )
