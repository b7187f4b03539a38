"""Question files: upload, look at the report, confirm; and the bank as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for

from courses.bank import queries
from courses.bank.formats.detect import FORMATS
from courses.bank.forms import QuestionFileForm
from courses.bank.labels import kind_word
from courses.bank.operations.import_questions import check_questions, confirm_questions
from portal.kernel import audit, clock
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("bank_files", __name__)


@bp.route("/bank/import", methods=["GET", "POST"])
@requires(Permission.BANK_MANAGE)
def choose_file() -> ResponseReturnValue:
    form = QuestionFileForm()
    if form.carry_out(check_questions):
        return redirect(url_for(".show_import", question_import_id=form.outcome))
    return render_template("bank/choose_file.html", form=form, imports=queries.list_imports()), form.status


@bp.route("/bank/imports/<uuid:question_import_id>", methods=["GET", "POST"])
@requires(Permission.BANK_MANAGE)
def show_import(question_import_id: UUID) -> ResponseReturnValue:
    run = queries.get_import(question_import_id)
    form = EmptyForm()
    if form.carry_out(confirm_questions, question_import_id=question_import_id):
        flash(f"Đã nhập {form.outcome.accepted} câu; chờ cán bộ khác duyệt rồi mới rút vào đề được.", "ok")
        return redirect(url_for("bank.list_questions"))
    return render_template("bank/show_import.html", form=form, run=run, kind_word=kind_word), form.status


@bp.get("/bank/export/<bank_format>")
@requires(Permission.BANK_READ)
def export_bank(bank_format: str) -> ResponseReturnValue:
    if bank_format not in FORMATS:
        raise NotFound
    file_format = FORMATS[bank_format]
    content = file_format.write(queries.list_for_export(with_pictures=file_format.carries_pictures))
    audit.record_read("bank.exported", subject_type="question", subject_id=None, format=bank_format)
    name = f"cau-hoi-{clock.today():%Y-%m-%d}{file_format.suffix}"
    return Response(
        content,
        content_type=file_format.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
