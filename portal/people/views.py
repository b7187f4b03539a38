"""Requests of people to have their own data corrected."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.kernel.permissions import Permission, requires
from portal.people import queries
from portal.people.forms import AnswerForm
from portal.people.operations.request_correction import answer_correction as answer_it

bp = Blueprint("people", __name__)


@bp.get("/people/corrections")
@requires(Permission.CANDIDATE_REGISTER)
def list_corrections() -> ResponseReturnValue:
    form = AnswerForm(formdata=None)
    return render_template("people/list_corrections.html", rows=queries.list_open_corrections(), form=form)


@bp.post("/people/corrections/<uuid:correction_request_id>/answer")
@requires(Permission.CANDIDATE_REGISTER)
def answer_correction(correction_request_id: UUID) -> ResponseReturnValue:
    queries.get_correction(correction_request_id)
    form = AnswerForm()
    if form.carry_out(answer_it, correction_request_id=correction_request_id):
        flash("Đã trả lời đề nghị sửa.", "ok")
        return redirect(url_for(".list_corrections"))
    rows = queries.list_open_corrections()
    page = render_template(
        "people/list_corrections.html", rows=rows, form=form, answering=correction_request_id
    )
    return page, form.status
