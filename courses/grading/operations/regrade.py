"""A key was wrong: everybody whose paper has the question is scored by the right one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from courses.bank.formats.question import Question, QuestionMistake
from courses.classes.models import ClassRun
from courses.classes.states import ClassState
from courses.exams.machine import LOCKED
from courses.exams.models import Exam
from courses.grading.models import ExamResult, ItemScore, KeyCorrection
from courses.grading.new_key import read_new_key
from courses.grading.operations.score_submission import MACHINE, write_points, write_result
from courses.grading.queries.regrading import MarkChange, list_mark_changes
from courses.grading.queries.submissions import NewKey
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def regrade(*, exam_id: UUID, question_version_id: UUID, question: Question, lines: str, reason: str) -> int:
    """Correct the key of a question for one exam and score again; return how many marks changed.

    Points and marks before are superseded and kept; what changed is listed with the correction. The bank
    is not touched: its question gets a new version there. Raises RuleRefused once results are recognised.
    """
    exam = lock(Exam, exam_id)
    if get_row(ClassRun, exam.class_run_id).state is ClassState.FINISHED:
        raise RuleRefused(LOCKED.reason)
    if not reason.strip():
        raise DomainError("Phải ghi lý do.", field="reason")
    key = typed_key(question, lines)
    changes = list_mark_changes(exam, question_version_id, key)
    correction = KeyCorrection(
        exam_id=exam.id,
        question_version_id=question_version_id,
        answers=list(key.answers),
        ignore_tones=key.ignore_tones,
        reason=reason.strip(),
        changes=[_line(change) for change in changes if change.is_changed],
        corrected_by=current_actor().name,
    )
    db.session.add(correction)
    now = clock.now()
    for change in changes:
        _replace(change, now)
    audit.record(
        "exam.regraded", correction, question_version_id=question_version_id, changed=len(correction.changes)
    )
    return len(correction.changes)


def typed_key(question: Question, lines: str) -> NewKey:
    """Return the key as typed; DomainError beside the field when it cannot be read or is the one there is."""
    try:
        key = read_new_key(question, lines)
    except QuestionMistake as mistake:
        raise DomainError(str(mistake), field="lines") from None
    if key == question.key:
        raise DomainError("Đáp án này đang được dùng; sửa rồi xem lại.", field="lines")
    return NewKey(key, question.ignore_tones)


def _line(change: MarkChange) -> dict[str, Any]:
    return {
        "submission_id": str(change.scoring.submission.id),
        "before": str(change.before),
        "after": str(change.after),
    }


def _replace(change: MarkChange, now: datetime) -> None:
    """Supersede the points of the question's item and the mark where they differ, and write the new ones."""
    if change.points == change.points_before:
        return
    submission = change.scoring.submission
    points = update(ItemScore).where(
        ItemScore.tenant_id == submission.to_tenant_id,
        ItemScore.submission_id == submission.id,
        ItemScore.item == change.item,
        ItemScore.superseded_at.is_(None),
    )
    mark = update(ExamResult).where(
        ExamResult.tenant_id == submission.to_tenant_id,
        ExamResult.submission_id == submission.id,
        ExamResult.superseded_at.is_(None),
    )
    db.session.execute(points.values(superseded_at=now))
    write_points(change.scoring, {change.item: change.points}, MACHINE)
    if change.is_changed:
        db.session.execute(mark.values(superseded_at=now))
        write_result(change.scoring, change.score)
