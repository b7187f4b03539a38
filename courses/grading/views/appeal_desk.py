"""Appeals at Khối's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from courses.grading.forms import AppealAnswerForm
from courses.grading.operations.answer_appeal import answer_appeal
from courses.grading.queries.appeals import list_appeals
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("appeal_desk", __name__)


@bp.get("/appeals")
@requires(Permission.EXAM_MANAGE)
def list_all() -> ResponseReturnValue:
    return render_template("grading/list_appeals.html", rows=list_appeals())


@bp.route("/appeals/<uuid:appeal_id>", methods=["GET", "POST"])
@requires(Permission.EXAM_MANAGE)
def answer(appeal_id: UUID) -> ResponseReturnValue:
    found = list_appeals(appeal_id=appeal_id)
    if not found:
        raise NotFound
    row = found[0]
    form = AppealAnswerForm(data={"mark": row.result.mark})
    if form.carry_out(answer_appeal, appeal_id=appeal_id):
        flash("Đã trả lời và đổi điểm." if form.outcome else "Đã trả lời; điểm giữ nguyên.", "ok")
        return redirect(url_for(".list_all"))
    return render_template("grading/answer_appeal.html", row=row, form=form), form.status
