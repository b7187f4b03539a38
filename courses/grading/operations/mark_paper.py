"""A marker gives a mark; when all needed marks are in, the paper has its result."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from courses.bank.types import essay
from courses.bank.types.contract import POINT_STEP
from courses.exams.models import Exam, Submission
from courses.exams.queries.submitted import is_counting
from courses.grading.models import Marking
from courses.grading.operations.assign_markers import assign_markers
from courses.grading.operations.score_submission import write_points, write_result
from courses.grading.queries.marking import get_own_marking, list_markings
from courses.grading.queries.submissions import find_result, get_scoring, rubric_of
from courses.grading.rules import TEN, combine_marks, with_marks
from portal.kernel import audit, clock
from portal.kernel.database import get_row, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

MARKERS = "markers"


@operation
def mark_paper(
    *, marking_id: UUID, mark: Decimal | None = None, points: Sequence[Decimal] = (), remark: str = ""
) -> bool:
    """Write a mark from 0 to 10 by quarters with a remark; tell whether the paper has its result now.

    Where the paper has a rubric its ``points`` are given, criterion by criterion, and make up the
    mark. A mark may be changed until the result stands. Raises NotFound for another marker's paper.
    """
    marking = get_own_marking(marking_id)
    submission = get_row(Submission, marking.submission_id)
    lock(Exam, marking.exam_id)  # two last marks at once would each miss the other
    marking = lock(Marking, marking_id)
    if not is_counting(submission.id):
        raise RuleRefused("Bài này không còn được tính nên không phải chấm.")
    if find_result(submission) is not None:
        raise RuleRefused("Bài này đã có điểm chính thức nên không sửa được nữa.")
    if rubric := rubric_of(get_scoring(submission.id)):
        mark = _add_up(rubric, points)
    elif mark is None or not _is_mark(mark, TEN):
        raise DomainError("Điểm từ 0 đến 10, cách nhau 0,25.", field="mark")
    before = marking.mark
    marking.mark, marking.points = mark, list(points) if rubric else []
    marking.remark, marking.marked_at = remark.strip(), clock.now()
    audit.record("paper.marked", marking, before={"mark": before}, after={"mark": mark})
    return _settle(submission)


def _is_mark(mark: Decimal, most: Decimal) -> bool:
    return 0 <= mark <= most and not (mark * essay.STEPS_A_MARK) % 1


def _add_up(rubric: Sequence[essay.Criterion], points: Sequence[Decimal]) -> Decimal:
    if len(points) != len(rubric):
        raise DomainError("Bài này chấm theo từng tiêu chí; cho điểm đủ các tiêu chí.")
    for place, (criterion, given) in enumerate(zip(rubric, points, strict=True)):
        if not _is_mark(given, criterion.most):
            most = essay.written(criterion.most)
            raise DomainError(f"Điểm từ 0 đến {most}, cách nhau 0,25.", field=f"points_{place}")
    return sum(points, Decimal(0))


def _settle(submission: Submission) -> bool:
    """Write the result when the marks suffice; call a third marker when two lie too far apart."""
    exam = get_row(Exam, submission.exam_id)
    markings = list_markings(submission)
    marks = [marking.mark for marking in markings if marking.mark is not None]
    if len(marks) < max(exam.markers_needed, len(markings)):
        return False
    agreed = marks[0] if len(marks) == 1 else combine_marks(*marks[:3], max_difference=exam.max_difference)
    if agreed is None:
        assign_markers(submission_id=submission.id, further=1)
        return False
    scoring = get_scoring(submission.id)
    score = scoring.score()
    most = {item.item: item.points for item in scoring.items}
    points = {item: (agreed * most[item] / TEN).quantize(POINT_STEP) for item in score.pending}
    write_points(scoring, points, MARKERS)
    write_result(scoring, with_marks(score, points))
    return True
