"""What programs read: the rows that pages show too, in the order of their ids, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import and_, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from courses.classes.models import ClassRun, Enrolment, Nomination, NominationDecision
from courses.classes.queries.enrolments import attendance_counts
from courses.classes.states import ClassState
from courses.grading.models import ClassResult
from portal.candidates.queries.nominable import NominableRow, list_nominable
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.kernel.tenancy import current_tenant_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

    from courses.api.rules import PageWish
    from courses.classes.rules import AttendanceCount
    from portal.kernel.database import Base

Found = TypeVar("Found")
Rows = tuple[list[Found], "UUID | None"]
"""The rows of one page, and the id after which the next page begins; None at the end."""


def list_classes(wish: PageWish, state: ClassState | None = None) -> Rows[ClassRun]:
    """Return the classes that were announced, and for the house that holds them those being planned."""
    conditions = [_is_announced()] + ([ClassRun.state == state] if state else [])
    return _page(select(ClassRun).where(*conditions), ClassRun, wish)


def get_class(class_run_id: UUID) -> ClassRun:
    """Return one class of those that ``list_classes`` names."""
    run = get_row(ClassRun, class_run_id)
    if run.state is ClassState.PLANNED and run.tenant_id != current_tenant_id():
        raise NotFound
    return run


def list_enrolments(run: ClassRun, wish: PageWish) -> Rows[tuple[Enrolment, AttendanceCount]]:
    """Return the learners of a class the actor's door shows, those who left too, with their attendance."""
    statement = select(Enrolment).where(
        Enrolment.tenant_id == run.tenant_id, Enrolment.class_run_id == run.id
    )
    rows, after = _page(statement, Enrolment, wish)
    counts = attendance_counts(run, [row.id for row in rows])
    return [(row, counts[row.id]) for row in rows], after


def list_results(run: ClassRun, wish: PageWish) -> Rows[tuple[ClassResult, Enrolment]]:
    """Return the results of a class that a decision has recognised."""
    statement = (
        select(ClassResult, Enrolment)
        .join(
            Enrolment,
            and_(Enrolment.tenant_id == ClassResult.tenant_id, Enrolment.id == ClassResult.enrolment_id),
        )
        .where(
            ClassResult.tenant_id == run.tenant_id,
            ClassResult.class_run_id == run.id,
            ClassResult.superseded_at.is_(None),
            ClassResult.decision_no != "",
        )
    )
    return _page_of_pairs(statement, ClassResult, wish)


def list_nominations(run: ClassRun, wish: PageWish) -> Rows[tuple[Nomination, str | None]]:
    """Return the proposals for a class with the answer that holds, or None while there is none."""
    latest = (
        select(NominationDecision.nomination_id, NominationDecision.answer)
        .ext(distinct_on(NominationDecision.nomination_id))
        .where(NominationDecision.tenant_id == run.tenant_id)
        .order_by(
            NominationDecision.nomination_id,
            NominationDecision.decided_at.desc(),
            NominationDecision.id.desc(),
        )
        .subquery()
    )
    statement = (
        select(Nomination, latest.c.answer)
        .outerjoin(latest, latest.c.nomination_id == Nomination.id)
        .where(Nomination.to_tenant_id == run.tenant_id, Nomination.class_run_id == run.id)
    )
    return _page_of_pairs(statement, Nomination, wish)


def list_nominable_people(wish: PageWish) -> Rows[NominableRow]:
    """Return the people of the house who may be proposed for a class."""
    everybody = sorted(list_nominable(), key=lambda row: row.candidate_id)
    rows = [row for row in everybody if wish.after is None or row.candidate_id > wish.after]
    return rows[: wish.limit], _next(rows, wish, lambda row: row.candidate_id)


def _is_announced() -> ColumnElement[bool]:
    return or_(ClassRun.state != ClassState.PLANNED, ClassRun.tenant_id == current_tenant_id())


def _page(statement: Select[Any], model: type[Base], wish: PageWish) -> Rows[Any]:
    rows = db.session.scalars(_cut(statement, model, wish)).all()
    return list(rows[: wish.limit]), _next(rows, wish, lambda row: row.id)


def _page_of_pairs(statement: Select[*tuple[Any, ...]], model: type[Base], wish: PageWish) -> Rows[Any]:
    rows = db.session.execute(_cut(statement, model, wish)).all()
    return [tuple(row) for row in rows[: wish.limit]], _next(rows, wish, lambda row: row[0].id)


def _cut(statement: Select[Any], model: type[Base], wish: PageWish) -> Select[Any]:
    """Return the statement for one row more than the page: it says whether there is a next one."""
    row_id: ColumnElement[UUID] = model.id  # type: ignore[attr-defined]
    if wish.after is not None:
        statement = statement.where(row_id > wish.after)
    return statement.order_by(row_id).limit(wish.limit + 1)


def _next(rows: Sequence[Any], wish: PageWish, id_of: Any) -> UUID | None:
    return id_of(rows[wish.limit - 1]) if len(rows) > wish.limit else None
