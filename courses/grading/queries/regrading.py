"""What a corrected key would change, read before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from courses.exams.frozen_paper import correct_key
from courses.exams.models import Exam
from courses.grading.models import ExamResult, KeyCorrection
from courses.grading.queries.submissions import NewKey, Scoring, list_scorings, names_in_class
from courses.grading.rules import SubmissionScore
from portal.kernel.database import db


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One scored paper that has the question: its scoring by the new key and both marks."""

    scoring: Scoring
    item: int
    points_before: Decimal
    points: Decimal
    score: SubmissionScore
    full_name: str
    before: Decimal

    @property
    def after(self) -> Decimal:
        return self.score.mark if self.score.mark is not None else self.before

    @property
    def is_changed(self) -> bool:
        return self.after != self.before


def list_mark_changes(exam: Exam, question_version_id: UUID, key: NewKey) -> list[MarkChange]:
    """Return every scored paper with the question, by name, as the new key would score it."""
    marks = _current_marks(exam)
    names = names_in_class(exam)
    changes: list[MarkChange] = []
    for scoring in list_scorings(exam):
        item = next((one for one in scoring.items if one.version_id == question_version_id), None)
        before = marks.get(scoring.submission.id)
        if item is None or before is None:
            continue
        corrected = correct_key(item, scoring.keys[item.item], key.answers, ignore_tones=key.ignore_tones)
        again = replace(scoring, keys={**scoring.keys, item.item: corrected})
        score = again.score()
        was, points = _points(scoring.score(), item.item), _points(score, item.item)
        name = names.get(scoring.submission.person_id, "")
        changes.append(MarkChange(again, item.item, was, points, score, name, before))
    return sorted(changes, key=lambda change: change.full_name)


def _points(score: SubmissionScore, item: int) -> Decimal:
    return next(one.points for one in score.items if one.item == item) or Decimal(0)


def list_corrections_of(exam: Exam) -> list[KeyCorrection]:
    """Return the corrections made so far, the newest first."""
    statement = select(KeyCorrection).where(
        KeyCorrection.tenant_id == exam.tenant_id, KeyCorrection.exam_id == exam.id
    )
    return list(db.session.scalars(statement.order_by(KeyCorrection.corrected_at.desc())))


def _current_marks(exam: Exam) -> dict[UUID, Decimal]:
    statement = select(ExamResult.submission_id, ExamResult.mark).where(
        ExamResult.tenant_id == exam.tenant_id,
        ExamResult.exam_id == exam.id,
        ExamResult.superseded_at.is_(None),
    )
    return dict(db.session.execute(statement).all())
