"""Khối's desk of results: what was handed in, the results of a class, the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from courses.classes.queries.classes import get_class
from courses.exams.models import ExamPurpose
from courses.exams.queries.desk import get_desk_row
from courses.grading.forms import ApprovalForm, RedoForm
from courses.grading.operations.assign_markers import assign_waiting
from courses.grading.operations.class_results import (
    approve_class_results,
    compute_class_results,
    grant_redo,
)
from courses.grading.outcomes import Outcome
from courses.grading.queries import class_results as reading
from courses.grading.queries.marking import list_markings, list_unassigned, list_undecided
from courses.grading.queries.submissions import (
    current_points,
    find_result,
    get_scoring,
    list_results,
    rubric_of,
)
from courses.grading.rules import ROUNDING_RULE
from courses.grading.words import GRADE_LABELS, OUTCOME_LABELS, OUTCOME_TONES, rubric_words
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm
from portal.web.pagination import Page
from portal.web.tables import Column

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.web.form_base import PortalForm

bp = Blueprint("grading", __name__)

EXAM_COLUMNS = (
    Column("name", "Họ và tên"),
    Column("house", "Đơn vị", is_wide_only=True),
    Column("submitted", "Nộp bài"),
    Column("markers", "Người chấm", numeric=True, is_wide_only=True),
    Column("mark", "Điểm", numeric=True),
)
CLASS_COLUMNS = (
    Column("name", "Họ và tên"),
    Column("house", "Đơn vị", is_wide_only=True),
    Column("periods", "Dự học", numeric=True),
    Column("screening", "Kiểm tra", numeric=True),
    Column("reflection", "Thu hoạch", numeric=True),
    Column("grade", "Xếp loại"),
    Column("outcome", "Kết quả"),
)


@bp.app_context_processor
def words() -> dict[str, object]:
    return {
        "grade_labels": GRADE_LABELS,
        "outcome_labels": OUTCOME_LABELS,
        "outcome_tones": OUTCOME_TONES,
    }


@bp.get("/exam-desk/<uuid:exam_id>/results")
@requires(Permission.EXAM_MANAGE)
def show_exam_results(exam_id: UUID) -> ResponseReturnValue:
    row = get_desk_row(exam_id)
    is_marked_by_people = row.exam.purpose is ExamPurpose.REFLECTION
    rows = list_results(row.exam)
    return render_template(
        "grading/show_exam_results.html",
        row=row,
        columns=EXAM_COLUMNS,
        page=Page(rows, len(rows), size=max(1, len(rows))),
        waiting=sum(one.is_waiting for one in rows),
        unassigned=len(list_unassigned(row.exam)) if is_marked_by_people else 0,
        undecided=len(list_undecided(row.exam)) if is_marked_by_people else 0,
        is_marked_by_people=is_marked_by_people,
        rounding_rule=ROUNDING_RULE,
    )


@bp.post("/exam-desk/<uuid:exam_id>/markers")
@requires(Permission.EXAM_MANAGE)
def assign(exam_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(assign_waiting, exam_id=exam_id):
        done = f"Đã giao {form.outcome} bài cho người chấm."
        none = "Chưa giao được: cần thêm người chấm không cùng đơn vị với người viết."
        flash(done if form.outcome else none, "ok" if form.outcome else "warn")
    return _back(form, "grading.show_exam_results", exam_id=exam_id)


@bp.get("/submissions/<uuid:submission_id>")
@requires(Permission.EXAM_MANAGE)
def show_submission(submission_id: UUID) -> ResponseReturnValue:
    """Show what was handed in with the key and the points; that it was read is recorded."""
    scoring = get_scoring(submission_id)
    audit.record_read("submission.read", subject_type="submission", subject_id=submission_id)
    return render_template(
        "grading/show_submission.html",
        scoring=scoring,
        points=current_points(scoring.submission),
        result=find_result(scoring.submission),
        markings=[
            (marking, rubric_words(rubric_of(scoring), marking.points, marking.remark))
            for marking in list_markings(scoring.submission)
        ],
    )


@bp.get("/class-runs/<uuid:class_run_id>/results")
@requires(Permission.RESULT_APPROVE)
def show_class_results(class_run_id: UUID) -> ResponseReturnValue:
    return _class_page(class_run_id, ApprovalForm(formdata=None), RedoForm(formdata=None))


@bp.post("/class-runs/<uuid:class_run_id>/results")
@requires(Permission.RESULT_APPROVE)
def compute(class_run_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(compute_class_results, class_run_id=class_run_id):
        flash(f"Đã tính kết quả; {form.outcome} người thay đổi.", "ok")
    return _back(form, ".show_class_results", class_run_id=class_run_id)


@bp.post("/class-runs/<uuid:class_run_id>/results/decision")
@requires(Permission.RESULT_APPROVE)
def approve(class_run_id: UUID) -> ResponseReturnValue:
    form = ApprovalForm()
    if form.carry_out(approve_class_results, class_run_id=class_run_id):
        flash(
            f"Đã công nhận kết quả: {form.outcome} người hoàn thành. Tiếp theo là cấp giấy chứng nhận.", "ok"
        )
        return redirect(url_for(".show_class_results", class_run_id=class_run_id))
    return _class_page(class_run_id, form, RedoForm(formdata=None)), form.status


@bp.post("/class-runs/<uuid:class_run_id>/results/redo")
@requires(Permission.RESULT_APPROVE)
def redo(class_run_id: UUID) -> ResponseReturnValue:
    form = RedoForm()
    if form.carry_out(grant_redo, class_run_id=class_run_id):
        flash(f"{form.outcome} người được làm lại bài thu hoạch.", "ok")
        return redirect(url_for(".show_class_results", class_run_id=class_run_id))
    return _class_page(class_run_id, ApprovalForm(formdata=None), form), form.status


def _class_page(class_run_id: UUID, approval: ApprovalForm, redo_form: RedoForm) -> str:
    get_class(class_run_id)
    page = reading.class_results_page(class_run_id)
    return render_template(
        "grading/show_class_results.html",
        results=page,
        columns=CLASS_COLUMNS,
        page=Page(page.rows, len(page.rows), size=max(1, len(page.rows))),
        approval=approval,
        redo_form=redo_form,
        redo_count=sum(row.result.outcome is Outcome.REDO for row in page.rows),
    )


@bp.get("/results")
@requires(Permission.EXAM_TAKE)
def show_own_results() -> ResponseReturnValue:
    person_id = current_actor().person_id
    if person_id is None:
        raise NotFound
    return render_template("grading/show_own_results.html", results=reading.results_of_person(person_id))


def _back(form: PortalForm, endpoint: str, **arguments: UUID) -> ResponseReturnValue:
    for message in form.form_errors:
        flash(message, "red")
    return redirect(url_for(endpoint, **arguments))  # type: ignore[arg-type]
