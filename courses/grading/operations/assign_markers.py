"""Giving essays to markers: under a code, never to somebody of the candidate's own house."""

from __future__ import annotations

import secrets
from uuid import UUID

from courses.exams.models import Exam, Submission
from courses.grading.models import Marking
from courses.grading.queries.marking import (
    list_markers,
    list_markings,
    list_unassigned,
    list_undecided,
    of_house,
    open_loads,
)
from portal.kernel import audit
from portal.kernel.database import db, get_row, lock
from portal.kernel.operation import operation

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 5


@operation
def assign_markers(*, submission_id: UUID, further: int = 0) -> int:
    """Give a submission to as many markers as its exam asks for; return how many are new.

    The least loaded come first. ``further`` asks for people beyond that, in a round of their own
    (the third marker). Fewer than needed are found when there are too few from other houses; the
    paper then waits, and Khối's page says so.
    """
    submission = get_row(Submission, submission_id)
    exam = lock(Exam, submission.exam_id)
    present = list_markings(submission)
    missing = max(0, exam.markers_needed + further - len(present))
    chosen = _choose(submission, {marking.marker_account_id for marking in present}, missing)
    code = present[0].code if present else new_code()
    for account_id in chosen:
        db.session.add(
            Marking(
                submission_tenant_id=submission.tenant_id,
                submission_id=submission.id,
                exam_id=exam.id,
                code=code,
                round=2 if further else 1,
                marker_account_id=account_id,
            )
        )
    audit.record("paper.assigned", submission, code=code, markers=len(chosen), missing=missing)
    return len(chosen)


@operation
def assign_waiting(*, exam_id: UUID) -> int:
    """Give every paper of an exam that lacks a marker to one; return how many papers got one."""
    exam = lock(Exam, exam_id)
    assigned = sum(
        assign_markers(submission_id=submission_id) > 0 for submission_id in list_unassigned(exam)
    ) + sum(
        assign_markers(submission_id=submission_id, further=1) > 0 for submission_id in list_undecided(exam)
    )
    audit.record("exam.markers_assigned", exam, papers=assigned)
    return assigned


def _choose(submission: Submission, taken: set[UUID], number: int) -> list[UUID]:
    if not number:
        return []
    markers = [account_id for account_id in list_markers() if account_id not in taken]
    own_house = of_house(markers, submission.tenant_id)
    loads = open_loads([account_id for account_id in markers if account_id not in own_house])
    return sorted(loads, key=lambda account_id: (loads[account_id], account_id))[:number]


def new_code() -> str:
    """Return a code that says nothing about the candidate and can be read aloud."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
