"""The printed papers of an exam, and whose answers were copied from paper already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from courses.classes.models import Enrolment
from courses.exams.frozen_paper import FrozenItem
from courses.exams.machine import AttemptState
from courses.exams.models import Attempt, Exam, Paper
from portal.kernel.database import db
from portal.kernel.text import sort_name

ON_PAPER = "on paper"
"""Stands in an attempt for the mark of the browser; no browser has a mark with a space."""
CODE_LENGTH = 6
FIRST = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One learner with the paper of the first attempt, and the attempt there is of any."""

    enrolment_id: UUID
    full_name: str
    birth_date: date
    organization_name: str
    paper_id: UUID
    items: list[FrozenItem]
    attempt: Attempt | None

    @property
    def code(self) -> str:
        """Return what is printed on every page, so that nobody copies another's sheet."""
        return self.paper_id.hex[-CODE_LENGTH:].upper()

    @property
    def is_free(self) -> bool:
        """Tell whether nothing was handed in yet, on screen or on paper."""
        return self.attempt is None

    @property
    def is_entered(self) -> bool:
        """Tell whether the answers were copied from paper."""
        return (
            self.attempt is not None
            and self.attempt.device == ON_PAPER
            and self.attempt.state is AttemptState.SUBMITTED
        )


def list_sheets(exam: Exam) -> list[Sheet]:
    """Return everybody of the class who has a paper, by name; two statements."""
    statement = select(Attempt).where(Attempt.to_tenant_id == exam.tenant_id, Attempt.exam_id == exam.id)
    attempts = {one.person_id: one for one in db.session.scalars(statement.order_by(Attempt.number))}
    rows = db.session.execute(
        select(Enrolment, Paper.id, Paper.items)
        .join(
            Paper,
            and_(
                Paper.tenant_id == Enrolment.tenant_id,
                Paper.person_id == Enrolment.person_id,
                Paper.exam_id == exam.id,
                Paper.attempt_number == FIRST,
            ),
        )
        .where(
            Enrolment.tenant_id == exam.tenant_id,
            Enrolment.class_run_id == exam.class_run_id,
            Enrolment.left_on.is_(None),
        )
    )
    sheets = [
        Sheet(
            enrolment.id,
            enrolment.full_name,
            enrolment.birth_date,
            enrolment.organization_name,
            paper_id,
            [FrozenItem.from_json(item) for item in items],
            attempts.get(enrolment.person_id),
        )
        for enrolment, paper_id, items in rows
    ]
    return sorted(sheets, key=lambda sheet: (sort_name(sheet.full_name), sheet.birth_date))
