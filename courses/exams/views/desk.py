"""Exams at Khối's desk: set, preview, publish, draw for latecomers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from courses.bank.queries import count_bank
from courses.classes.queries.classes import get_class, list_classes
from courses.exams.forms import ReflectionForm, ReviewPolicyForm, ScreeningForm, usual_window
from courses.exams.models import ExamPurpose
from courses.exams.operations.draw_papers import PaperSource, draw_missing_papers
from courses.exams.operations.set_exam import (
    change_review_policy,
    close_exam,
    discard_exam,
    publish_exam,
    set_reflection,
    set_screening,
)
from courses.exams.paging import lay_out
from courses.exams.queries import desk
from courses.exams.queries.answers_shown import are_answers_shown
from courses.exams.words import POLICY_LABELS, PURPOSE_LABELS, STATE_LABELS, STATE_TONES, rule_words
from portal.kernel.crypto import new_token
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm
from portal.web.pagination import Page
from portal.web.tables import Column

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.web.form_base import PortalForm

bp = Blueprint("exam_desk", __name__)

COLUMNS = (
    Column("title", "Bài thi"),
    Column("purpose", "Loại"),
    Column("window", "Thời gian"),
    Column("state", "Tình trạng"),
    Column("papers", "Có đề", numeric=True),
    Column("submitted", "Đã nộp", numeric=True),
)


@bp.app_context_processor
def words() -> dict[str, object]:
    return {
        "exam_states": STATE_LABELS,
        "exam_tones": STATE_TONES,
        "exam_purposes": PURPOSE_LABELS,
        "review_policies": POLICY_LABELS,
    }


@bp.get("/exam-desk")
@requires(Permission.EXAM_MANAGE)
def list_exams() -> ResponseReturnValue:
    rows = desk.list_desk()
    page = Page(rows, len(rows), size=max(1, len(rows)))
    return render_template("exams/desk_list.html", columns=COLUMNS, page=page, classes=list_classes())


@bp.route("/class-runs/<uuid:class_run_id>/exams/screening", methods=["GET", "POST"])
@requires(Permission.EXAM_MANAGE)
def add_screening(class_run_id: UUID) -> ResponseReturnValue:
    run = get_class(class_run_id)
    counts = count_bank()
    form = ScreeningForm(
        lessons=counts.lessons,
        data={"title": f"Kiểm tra cuối khóa – {run.title}", "duration_minutes": 30, **usual_window()},
    )
    if form.carry_out(set_screening, class_run_id=class_run_id):
        flash("Đã tạo bản nháp. Xem thử đề rồi công bố.", "ok")
        return redirect(url_for(".show_exam", exam_id=form.outcome))
    # FieldList keeps messages of its own and lists of those of its rows; the rows show theirs.
    rule_errors = [message for message in form.rules.errors if isinstance(message, str)]
    return render_template(
        "exams/add_screening.html", run=run, form=form, counts=counts, rule_errors=rule_errors
    ), form.status


@bp.route("/class-runs/<uuid:class_run_id>/exams/reflection", methods=["GET", "POST"])
@requires(Permission.EXAM_MANAGE)
def add_reflection(class_run_id: UUID) -> ResponseReturnValue:
    run = get_class(class_run_id)
    form = ReflectionForm(
        questions=desk.list_essay_versions(),
        data={"title": f"Bài thu hoạch – {run.title}", "duration_minutes": 180, **usual_window()},
    )
    if form.carry_out(set_reflection, class_run_id=class_run_id):
        flash("Đã tạo bản nháp. Xem thử đề rồi công bố.", "ok")
        return redirect(url_for(".show_exam", exam_id=form.outcome))
    return render_template("exams/add_reflection.html", run=run, form=form), form.status


@bp.get("/exam-desk/<uuid:exam_id>")
@requires(Permission.EXAM_MANAGE)
def show_exam(exam_id: UUID) -> ResponseReturnValue:
    row = desk.get_desk_row(exam_id)
    is_reflection = row.exam.purpose is ExamPurpose.REFLECTION
    return render_template(
        "exams/desk_exam.html",
        row=row,
        rules=[rule_words(rule) for rule in row.exam.blueprint],
        is_reflection=is_reflection,
        policy_form=None
        if are_answers_shown(exam_id)
        else ReviewPolicyForm(
            data={"review_policy": row.exam.review_policy}, formdata=None, is_reflection=is_reflection
        ),
    )


@bp.get("/exam-desk/<uuid:exam_id>/preview")
@requires(Permission.EXAM_MANAGE)
def preview(exam_id: UUID) -> ResponseReturnValue:
    """Draw a paper from the bank as it is now and show it with its key; nothing is kept."""
    row = desk.get_desk_row(exam_id)
    items, keys = PaperSource.of(row.exam).draw(new_token())
    return render_template(
        "exams/preview.html", row=row, pages=lay_out(items), keys={key.item: key.key.answers for key in keys}
    )


@bp.post("/exam-desk/<uuid:exam_id>/publish")
@requires(Permission.EXAM_MANAGE)
def publish(exam_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(publish_exam, exam_id=exam_id):
        flash(f"Đã công bố và phát {form.outcome} đề.", "ok")
    return _back(exam_id, form)


@bp.post("/exam-desk/<uuid:exam_id>/papers")
@requires(Permission.EXAM_MANAGE)
def draw(exam_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(draw_missing_papers, exam_id=exam_id):
        flash(f"Đã phát thêm {form.outcome} đề.", "ok")
    return _back(exam_id, form)


@bp.post("/exam-desk/<uuid:exam_id>/review-policy")
@requires(Permission.EXAM_MANAGE)
def change_policy(exam_id: UUID) -> ResponseReturnValue:
    desk.get_desk_row(exam_id)
    form = ReviewPolicyForm()
    if form.carry_out(change_review_policy, exam_id=exam_id):
        flash("Đã ghi.", "ok")
    return _back(exam_id, form)


@bp.post("/exam-desk/<uuid:exam_id>/close")
@requires(Permission.EXAM_MANAGE)
def close(exam_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(close_exam, exam_id=exam_id):
        flash("Đã đóng bài thi. Người đang làm vẫn làm hết giờ của mình.", "ok")
    return _back(exam_id, form)


@bp.post("/exam-desk/<uuid:exam_id>/discard")
@requires(Permission.EXAM_MANAGE)
def discard(exam_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(discard_exam, exam_id=exam_id):
        flash("Đã xóa bản nháp.", "ok")
        return redirect(url_for(".list_exams"))
    return _back(exam_id, form)


def _back(exam_id: UUID, form: PortalForm) -> ResponseReturnValue:
    for message in form.form_errors:
        flash(message, "red")
    return redirect(url_for(".show_exam", exam_id=exam_id))
