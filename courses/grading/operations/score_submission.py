"""Scoring what was handed in: the machine's items at once, essays when people have marked them."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from courses.exams.queries.submitted import is_counting
from courses.grading.models import ExamResult, ItemScore
from courses.grading.operations.assign_markers import assign_markers
from courses.grading.queries.submissions import Scoring, get_scoring
from courses.grading.rules import SubmissionScore
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id

MACHINE = "machine"


@operation
def score_submission(*, submission_id: UUID) -> Decimal | None:
    """Score a submission and return its mark; None while an essay waits, which is then given to markers.

    Scoring again changes nothing: at most one score of an item and one mark of a submission are
    current, and what is there stays.
    """
    scoring = get_scoring(submission_id)
    if not is_counting(submission_id):
        audit.record("paper.not_scored", scoring.submission)
        return None
    score = scoring.score()
    write_points(scoring, {one.item: one.points for one in score.items if one.points is not None}, MACHINE)
    if score.pending:
        assign_markers(submission_id=submission_id)
    else:
        write_result(scoring, score)
    audit.record("paper.scored", scoring.submission, mark=score.mark, pending=list(score.pending))
    return score.mark


def write_points(scoring: Scoring, points: dict[int, Decimal], by: str) -> None:
    """Write the points of some items; an item that has current points keeps them."""
    out_of = {item.item: item.points for item in scoring.items}
    rows = [
        {
            "tenant_id": current_tenant_id(),
            "id": new_id(),
            "submission_tenant_id": scoring.submission.tenant_id,
            "submission_id": scoring.submission.id,
            "item": item,
            "points": earned,
            "out_of": out_of[item],
            "scored_by": by,
            "scored_at": clock.now(),
        }
        for item, earned in points.items()
    ]
    if rows:
        db.session.execute(
            insert(ItemScore)
            .values(rows)
            .on_conflict_do_nothing(
                index_elements=["tenant_id", "submission_id", "item"],
                index_where=ItemScore.superseded_at.is_(None),
            )
        )


def write_result(scoring: Scoring, score: SubmissionScore) -> None:
    """Write the mark of a submission of which no item is pending; one that has a mark keeps it."""
    if score.mark is None:
        raise ValueError("an item is still pending")
    db.session.execute(
        insert(ExamResult)
        .values(
            tenant_id=current_tenant_id(),
            id=new_id(),
            to_tenant_id=scoring.submission.tenant_id,
            exam_id=scoring.exam.id,
            person_id=scoring.submission.person_id,
            submission_id=scoring.submission.id,
            attempt_number=scoring.attempt_number,
            mark=score.mark,
            is_passed=score.mark >= scoring.exam.pass_mark,
            scored_at=clock.now(),
        )
        .on_conflict_do_nothing(
            index_elements=["tenant_id", "submission_id"], index_where=ExamResult.superseded_at.is_(None)
        )
    )
