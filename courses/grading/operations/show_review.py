"""Showing somebody the answers of the own paper beside the right ones, when the exam's policy allows it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from courses.exams.models import ExamPurpose, PaperReview
from courses.grading.queries.marking import list_markings
from courses.grading.queries.submissions import (
    current_points,
    find_result,
    get_scoring,
    marking_guide,
    rubric_of,
)
from courses.grading.words import rubric_words
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation


@operation
def show_review(*, submission_id: UUID) -> UUID:
    """Write what the writer of a paper may look back on; after a regrade it replaces the earlier one."""
    scoring = get_scoring(submission_id)
    submission = scoring.submission
    result = find_result(submission)
    if result is None:
        raise RuleRefused("Bài chưa có điểm.")
    known = db.session.scalars(select(PaperReview).where(PaperReview.submission_id == submission.id))
    row = known.one_or_none() or PaperReview(
        exam_id=scoring.exam.id,
        submission_tenant_id=submission.tenant_id,
        submission_id=submission.id,
        attempt_id=submission.attempt_id,
        person_id=submission.person_id,
    )
    is_marked_by_people = scoring.exam.purpose is ExamPurpose.REFLECTION
    points, guide = current_points(submission), {} if is_marked_by_people else marking_guide(scoring)
    row.items = [
        item.to_json()
        | {
            "given": scoring.answers.get(item.item, []),
            "key": list(scoring.keys[item.item].key.answers),
            "earned": str(points[item.item]) if item.item in points else None,
            "explanation": guide.get(item.item, ""),
        }
        for item in scoring.items
    ]
    rubric = rubric_of(scoring)
    told = (rubric_words(rubric, one.points, one.remark) for one in list_markings(submission))
    row.remarks = [words for words in told if words]
    row.mark, row.shown_at = result.mark, clock.now()
    db.session.add(row)
    audit.record("paper.review_shown", row, submission_id=submission.id)
    return row.id
