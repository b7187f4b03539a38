"""An exam in a room without computers: print everybody's paper, copy the answers back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from courses.classes.queries.classes import get_class
from courses.exams.operations.enter_paper import enter_paper
from courses.exams.paper_entry import HINTS, EntryMistake, read_line
from courses.exams.printing import print_papers
from courses.exams.queries import on_paper as queries
from courses.exams.queries.desk import get_desk_row
from portal.kernel import audit, clock
from portal.kernel.documents.pdf import MEDIA_TYPE
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("on_paper", __name__)
OK, UNPROCESSABLE = 200, 422


@bp.get("/exam-desk/<uuid:exam_id>/papers.pdf")
@requires(Permission.EXAM_MANAGE)
def download_papers(exam_id: UUID) -> ResponseReturnValue:
    """Return the papers of those who have not sat yet; that they were printed is recorded."""
    exam = get_desk_row(exam_id).exam
    sheets = [sheet for sheet in queries.list_sheets(exam) if sheet.is_free]
    if not sheets:
        raise RuleRefused("Không còn ai chưa thi mà có đề.")
    audit.record_read("exam.papers_printed", subject_type="exam", subject_id=exam.id, papers=len(sheets))
    content = print_papers(exam, get_class(exam.class_run_id).title, sheets, made_at=clock.now())
    headers = {"Content-Disposition": "attachment; filename=de-thi.pdf"}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


@bp.get("/exam-desk/<uuid:exam_id>/on-paper")
@requires(Permission.EXAM_MANAGE)
def show_entry(exam_id: UUID) -> ResponseReturnValue:
    return _page(exam_id, {})


@bp.post("/exam-desk/<uuid:exam_id>/on-paper")
@requires(Permission.EXAM_MANAGE)
def enter(exam_id: UUID) -> ResponseReturnValue:
    """Record every line that can be read; the others stay as typed, each with what is wrong with it."""
    exam = get_desk_row(exam_id).exam
    mistakes: dict[UUID, str] = {}
    entered = 0
    if not EmptyForm().validate_on_submit():
        return _page(exam_id, mistakes)
    for sheet in queries.list_sheets(exam):
        line = request.form.get(f"line-{sheet.enrolment_id}", "").strip()
        if not line:
            continue
        reason = request.form.get(f"reason-{sheet.enrolment_id}", "")
        answers = read_line(sheet.items, line)
        if isinstance(answers, EntryMistake):
            mistakes[sheet.enrolment_id] = answers.words
            continue
        try:
            enter_paper(exam_id=exam_id, enrolment_id=sheet.enrolment_id, answers=answers, reason=reason)
        except DomainError as error:
            mistakes[sheet.enrolment_id] = error.message
        else:
            entered += 1
    if entered:
        flash(f"Đã nhập {entered} bài; điểm có sau ít phút.", "ok")
    if mistakes:
        flash(f"{len(mistakes)} dòng chưa nhập được, xem từng dòng.", "red")
        return _page(exam_id, mistakes)
    return redirect(url_for(".show_entry", exam_id=exam_id))


def _page(exam_id: UUID, mistakes: dict[UUID, str]) -> ResponseReturnValue:
    row = get_desk_row(exam_id)
    page = render_template(
        "exams/enter_papers.html",
        row=row,
        sheets=queries.list_sheets(row.exam),
        mistakes=mistakes,
        typed=request.form if mistakes else {},
        hints=HINTS,
        form=EmptyForm(formdata=None),
    )
    return page, UNPROCESSABLE if mistakes else OK
