"""Who marks what: the markers of Khối, a marker's own queue, papers that nobody marks yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from courses.exams.models import Exam, Submission
from courses.exams.queries.submitted import counts
from courses.grading.models import ExamResult, Marking
from portal.accounts.models import Membership
from portal.kernel.actor import Door, Role, current_actor
from portal.kernel.database import db, get_row, service_connection
from portal.kernel.errors import NotFound
from portal.kernel.tenancy import current_tenant_id


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One coded paper of a marker: never a name, never a house."""

    id: UUID
    code: str
    exam_title: str
    assigned_at: datetime
    mark: Decimal | None
    marked_at: datetime | None

    @property
    def name(self) -> str:
        return self.code


def list_markers() -> list[UUID]:
    """Return the accounts of the actor's house that mark, in a stable order."""
    statement = (
        select(Membership.account_id)
        .where(
            Membership.tenant_id == current_tenant_id(),
            Membership.is_active,
            Membership.roles.contains([Role.MARKER.value]),
        )
        .order_by(Membership.account_id)
    )
    return list(db.session.scalars(statement))


def of_house(account_ids: Sequence[UUID], house_id: UUID) -> set[UUID]:
    """Return which of the accounts belong to a house as well; only sign-in sees that."""
    statement = select(Membership.account_id).where(
        Membership.tenant_id == house_id, Membership.account_id.in_(account_ids)
    )
    with service_connection(Door.AUTH) as connection:
        return set(connection.scalars(statement))


def open_loads(account_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many papers each marker has still to mark."""
    statement = (
        select(Marking.marker_account_id, func.count())
        .where(
            Marking.tenant_id == current_tenant_id(),
            Marking.marker_account_id.in_(account_ids),
            Marking.marked_at.is_(None),
        )
        .group_by(Marking.marker_account_id)
    )
    return dict.fromkeys(account_ids, 0) | dict(db.session.execute(statement).all())


def list_markings(submission: Submission) -> list[Marking]:
    """Return every reading of a submission, the first round first."""
    statement = select(Marking).where(
        Marking.tenant_id == submission.to_tenant_id, Marking.submission_id == submission.id
    )
    return list(db.session.scalars(statement.order_by(Marking.round, Marking.id)))


def list_queue() -> list[QueueRow]:
    """Return the actor's own papers, those to mark first, the oldest on top."""
    statement = (
        select(Marking.id, Marking.code, Exam.title, Marking.assigned_at, Marking.mark, Marking.marked_at)
        .join(Exam, and_(Exam.tenant_id == Marking.tenant_id, Exam.id == Marking.exam_id))
        .where(_is_mine())
        .order_by(Marking.marked_at.is_not(None), Marking.assigned_at, Marking.id)
    )
    return [QueueRow(*row) for row in db.session.execute(statement)]


def count_unmarked() -> int:
    """Return how many papers wait for the actor."""
    statement = select(func.count()).select_from(Marking).where(_is_mine(), Marking.marked_at.is_(None))
    return db.session.scalar(statement) or 0


def find_next(after: UUID | None = None) -> UUID | None:
    """Return the actor's next paper to mark, another one than ``after``."""
    statement = select(Marking.id).where(_is_mine(), Marking.marked_at.is_(None))
    if after is not None:
        statement = statement.where(Marking.id != after)
    return db.session.scalar(statement.order_by(Marking.assigned_at, Marking.id).limit(1))


def get_own_marking(marking_id: UUID) -> Marking:
    """Return one of the actor's own papers; anybody else's is not there."""
    marking = get_row(Marking, marking_id)
    if marking.marker_account_id != current_actor().account_id:
        raise NotFound
    return marking


def list_unassigned(exam: Exam) -> list[UUID]:
    """Return the submissions of a thu hoạch without a result that fewer people mark than needed."""
    marked_by = (
        select(func.count())
        .select_from(Marking)
        .where(Marking.tenant_id == Submission.to_tenant_id, Marking.submission_id == Submission.id)
        .correlate(Submission)
        .scalar_subquery()
    )
    has_result = (
        select(ExamResult.id)
        .where(
            ExamResult.tenant_id == Submission.to_tenant_id,
            ExamResult.submission_id == Submission.id,
            ExamResult.superseded_at.is_(None),
        )
        .exists()
    )
    statement = select(Submission.id).where(
        Submission.to_tenant_id == exam.tenant_id,
        Submission.exam_id == exam.id,
        marked_by < exam.markers_needed,
        counts(),
        ~has_result,
    )
    return list(db.session.scalars(statement.order_by(Submission.submitted_at)))


def list_undecided(exam: Exam) -> list[UUID]:
    """Return the submissions all of whose markers have marked and which have no result: they disagree."""
    marked = (
        select(Marking.submission_id)
        .where(Marking.tenant_id == exam.tenant_id, Marking.exam_id == exam.id)
        .group_by(Marking.submission_id)
        .having(func.count() >= exam.markers_needed, func.count() == func.count(Marking.marked_at))
    )
    has_result = select(ExamResult.submission_id).where(
        ExamResult.tenant_id == exam.tenant_id,
        ExamResult.exam_id == exam.id,
        ExamResult.superseded_at.is_(None),
    )
    counting = select(Submission.id).where(
        Submission.to_tenant_id == exam.tenant_id, Submission.exam_id == exam.id, counts()
    )
    return list(
        db.session.scalars(
            marked.where(Marking.submission_id.not_in(has_result), Marking.submission_id.in_(counting))
        )
    )


def _is_mine() -> ColumnElement[bool]:
    return and_(
        Marking.tenant_id == current_tenant_id(), Marking.marker_account_id == current_actor().account_id
    )
