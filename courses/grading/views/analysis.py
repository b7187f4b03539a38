"""Looking back on an exam: its questions, a key that was wrong, essays that are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from courses.bank.answer_lines import HINTS, to_lines
from courses.bank.types.registry import TYPES
from courses.exams.queries.desk import get_desk_row
from courses.grading.forms import KeyForm
from courses.grading.operations.regrade import regrade, typed_key
from courses.grading.queries.essays import get_essay_pair, list_essay_pairs
from courses.grading.queries.item_analysis import get_analysis
from courses.grading.queries.regrading import list_corrections_of, list_mark_changes
from courses.grading.queries.submissions import get_corrected_question
from portal.kernel import audit
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Permission, requires
from portal.web.charts import draw_distribution

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from courses.grading.queries.regrading import MarkChange

bp = Blueprint("analysis", __name__)


@bp.get("/exam-desk/<uuid:exam_id>/analysis")
@requires(Permission.EXAM_MANAGE)
def show_analysis(exam_id: UUID) -> ResponseReturnValue:
    row = get_desk_row(exam_id)
    page = get_analysis(row.exam)
    chart = draw_distribution("Phân bố điểm", *page.bands, label="Số bài", heading="Điểm")
    return render_template(
        "grading/show_analysis.html",
        exam=row.exam,
        page=page,
        chart=chart,
        types=TYPES,
        corrections=list_corrections_of(row.exam),
    )


@bp.route("/exam-desk/<uuid:exam_id>/questions/<uuid:question_version_id>/key", methods=["GET", "POST"])
@requires(Permission.EXAM_MANAGE)
def correct_key(exam_id: UUID, question_version_id: UUID) -> ResponseReturnValue:
    """Show first whose marks a new key changes, then take it over."""
    row = get_desk_row(exam_id)
    question = get_corrected_question(row.exam, question_version_id)
    form = KeyForm(data={"lines": to_lines(question)})
    changes: list[MarkChange] | None = None
    if "apply" in request.form:
        if form.carry_out(
            regrade, exam_id=exam_id, question_version_id=question_version_id, question=question
        ):
            flash(f"Đã sửa đáp án và tính lại; {form.outcome} người đổi điểm.", "ok")
            return redirect(url_for(".show_analysis", exam_id=exam_id))
    elif form.validate_on_submit():
        try:
            changes = list_mark_changes(row.exam, question_version_id, typed_key(question, form.lines.data))
        except DomainError as error:
            form.refuse(error)
    return render_template(
        "grading/correct_key.html",
        exam=row.exam,
        question=question,
        form=form,
        hint=HINTS[question.kind],
        changes=changes,
    ), form.status


@bp.get("/exam-desk/<uuid:exam_id>/similarity")
@requires(Permission.EXAM_MANAGE)
def list_similar(exam_id: UUID) -> ResponseReturnValue:
    row = get_desk_row(exam_id)
    return render_template("grading/list_similar.html", exam=row.exam, pairs=list_essay_pairs(row.exam))


@bp.get("/submissions/<uuid:submission_id>/beside")
@requires(Permission.EXAM_MANAGE)
def show_beside(submission_id: UUID) -> ResponseReturnValue:
    """Show two essays side by side; that both were read is recorded."""
    other_id = request.args.get("other", type=UUID) or submission_id
    pair = get_essay_pair(submission_id, other_id)
    for one in (submission_id, other_id):
        audit.record_read("paper.compared", subject_type="submission", subject_id=one)
    return render_template("grading/show_beside.html", pair=pair)
