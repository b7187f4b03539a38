"""People of the house whom Khối let into a class and whose own record does not say so yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, func, select

from courses.classes.models import Enrolment, Nomination
from portal.candidates.models.candidate import Candidate
from portal.candidates.stages import NOMINABLE
from portal.kernel.database import db
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.text import sort_name

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, FromClause


@dataclass(frozen=True, slots=True)
class ToNote:
    """Somebody with a seat whose record still stands before the class."""

    candidate_id: UUID
    full_name: str
    birth_date: date
    unit_name: str
    stage_since: date
    enrolled_at: datetime


def list_to_note(class_run_id: UUID) -> list[ToNote]:
    """Return who is to be noted as being in a class, by name."""
    statement = (
        select(
            Candidate.id,
            Enrolment.full_name,
            Enrolment.birth_date,
            Enrolment.unit_name,
            Candidate.stage_since,
            Enrolment.enrolled_at,
        )
        .select_from(_seated())
        .where(*_is_to_note(), Enrolment.class_run_id == class_run_id)
    )
    rows = [ToNote(*row) for row in db.session.execute(statement)]
    return sorted(rows, key=lambda row: (sort_name(row.full_name), row.birth_date))


def count_to_note(class_run_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many ``list_to_note`` would name, by class; classes without anybody are left out."""
    statement = (
        select(Enrolment.class_run_id, func.count())
        .select_from(_seated())
        .where(*_is_to_note(), Enrolment.class_run_id.in_(class_run_ids))
        .group_by(Enrolment.class_run_id)
    )
    return dict(db.session.execute(statement).all())


def _seated() -> FromClause:
    nominated = and_(Nomination.tenant_id == Candidate.tenant_id, Nomination.candidate_id == Candidate.id)
    let_in = and_(Enrolment.to_tenant_id == Nomination.tenant_id, Enrolment.nomination_id == Nomination.id)
    return Candidate.__table__.join(Nomination, nominated).join(Enrolment, let_in)


def _is_to_note() -> tuple[ColumnElement[bool], ...]:
    return (
        Candidate.tenant_id == current_tenant_id(),
        Candidate.stage.in_(NOMINABLE),
        Enrolment.left_on.is_(None),
    )
