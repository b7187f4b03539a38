"""Which submission of an attempt counts: the newest, of an attempt that is closed and not void."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from courses.exams.machine import AttemptState
from courses.exams.models import Attempt, Submission
from portal.kernel.database import db

_COUNTING = (AttemptState.SUBMITTED, AttemptState.EXPIRED)


def counts() -> ColumnElement[bool]:
    """Return the condition on Submission that it counts."""
    later = aliased(Submission)
    is_superseded = exists().where(
        later.tenant_id == Submission.tenant_id,
        later.attempt_id == Submission.attempt_id,
        later.revision > Submission.revision,
    )
    is_closed = exists().where(
        Attempt.tenant_id == Submission.tenant_id,
        Attempt.id == Submission.attempt_id,
        Attempt.state.in_(_COUNTING),
    )
    return and_(~is_superseded, is_closed)


def is_counting(submission_id: UUID) -> bool:
    """Tell whether a submission counts now."""
    return (
        db.session.scalar(select(Submission.id).where(Submission.id == submission_id, counts())) is not None
    )


def list_withdrawn(attempt_id: UUID) -> list[UUID]:
    """Return the submissions of an attempt that no longer count."""
    statement = select(Submission.id).where(Submission.attempt_id == attempt_id, ~counts())
    return list(db.session.scalars(statement))
