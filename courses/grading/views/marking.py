"""The marker's desk: coded papers, blind, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from courses.bank.types import essay
from courses.exams.queries.attempts import get_picture
from courses.grading.forms import form_for
from courses.grading.operations.mark_paper import mark_paper
from courses.grading.queries import marking as reading
from courses.grading.queries.submissions import find_result, get_scoring, marking_guide, rubric_of
from courses.grading.words import rubric_words
from portal.kernel.permissions import Permission, requires
from portal.web.kept_files import send_picture

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("marking", __name__)


@bp.get("/marking")
@requires(Permission.PAPER_MARK)
def show_queue() -> ResponseReturnValue:
    rows = reading.list_queue()
    waiting = [row for row in rows if row.marked_at is None]
    return render_template("grading/show_queue.html", waiting=waiting, done=rows[len(waiting) :])


@bp.get("/marking/<uuid:marking_id>/pictures/<int:item>/<int:place>")
@requires(Permission.PAPER_MARK)
def show_picture(marking_id: UUID, item: int, place: int) -> ResponseReturnValue:
    scoring = get_scoring(reading.get_own_marking(marking_id).submission_id)
    return send_picture(scoring.exam.tenant_id, get_picture(scoring.items, item, place).digest)


@bp.route("/marking/<uuid:marking_id>", methods=["GET", "POST"])
@requires(Permission.PAPER_MARK)
def mark_one(marking_id: UUID) -> ResponseReturnValue:
    marking = reading.get_own_marking(marking_id)
    scoring = get_scoring(marking.submission_id)
    form = form_for(rubric_of(scoring), mark=marking.mark, points=marking.points, remark=marking.remark)
    if form.carry_out(mark_paper, marking_id=marking_id):
        flash(f"Đã ghi điểm bài {marking.code}.", "ok")
        following = reading.find_next(marking_id)
        return redirect(url_for(".mark_one", marking_id=following) if following else url_for(".show_queue"))
    guide = marking_guide(scoring)
    return render_template(
        "grading/mark_one.html",
        marking=marking,
        form=form,
        essays=[
            (item, scoring.answers.get(item.item, []), guide.get(item.item, ""))
            for item in scoring.items
            if item.type == essay.NAME
        ],
        own_words=rubric_words(rubric_of(scoring), marking.points, marking.remark).splitlines(),
        is_settled=find_result(scoring.submission) is not None,
        left=reading.count_unmarked(),
    ), form.status
