"""The board of a class: one monitor and one or two deputies."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from courses.classes.models import ClassRun, Enrolment
from courses.classes.operations.decide_nominations import lock_class
from courses.classes.states import BoardPost
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.operation import operation

MOST_DEPUTIES = 2


@operation
def name_board(*, class_run_id: UUID, monitor_id: UUID | None, deputy_ids: Sequence[UUID]) -> None:
    """Name the whole board by enrolment; whoever is not named is not on it any more."""
    run = lock_class(class_run_id)
    if len(set(deputy_ids)) > MOST_DEPUTIES:
        raise DomainError(f"Lớp có nhiều nhất {MOST_DEPUTIES} lớp phó.", field="deputy")
    if monitor_id in deputy_ids or len(set(deputy_ids)) < len(deputy_ids):
        raise DomainError("Một người chỉ giữ một việc trong ban cán sự.", field="deputy")
    if deputy_ids and monitor_id is None:
        raise DomainError("Cử lớp trưởng trước.", field="monitor")
    posts = dict.fromkeys(deputy_ids, BoardPost.DEPUTY)
    if monitor_id is not None:
        posts[monitor_id] = BoardPost.MONITOR
    learners = _learners(run)
    if not posts.keys() <= learners.keys():
        raise NotFound
    for learner in learners.values():
        learner.board_post = posts.get(learner.id)
    audit.record("class.board_named", run, monitor_id=monitor_id, deputy_ids=list(map(str, deputy_ids)))


def _learners(run: ClassRun) -> dict[UUID, Enrolment]:
    rows = db.session.scalars(
        select(Enrolment).where(
            Enrolment.tenant_id == run.tenant_id,
            Enrolment.class_run_id == run.id,
            Enrolment.left_on.is_(None),
        )
    )
    return {row.id: row for row in rows}
