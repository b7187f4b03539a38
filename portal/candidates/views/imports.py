"""Lists from Excel: choose a file, see what would happen, write it, undo it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.forms.import_file import ImportForm
from portal.candidates.operations.import_candidates import check_import, confirm_import, open_file
from portal.candidates.operations.undo_import import undo_import
from portal.candidates.queries import choices
from portal.candidates.queries.import_check import check_file, error_workbook, rows_known_elsewhere
from portal.candidates.views.blueprint import bp
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm

SHOWN_ROWS = 50


@bp.get("/candidates/imports")
@requires(Permission.CANDIDATE_IMPORT)
def list_imports() -> ResponseReturnValue:
    return render_template("candidates/list_imports.html", imports=choices.list_imports())


@bp.route("/candidates/imports/new", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_IMPORT)
def upload_list() -> ResponseReturnValue:
    form = ImportForm(units=choices.unit_choices())
    if form.carry_out(check_import):
        return redirect(url_for(".show_import", candidate_import_id=form.outcome))
    return render_template("candidates/upload_list.html", form=form), form.status


@bp.get("/candidates/imports/<uuid:candidate_import_id>")
@requires(Permission.CANDIDATE_IMPORT)
def show_import(candidate_import_id: UUID) -> ResponseReturnValue:
    run = choices.get_import(candidate_import_id)
    check = check_file(open_file(run.file_sealed)) if run.state == "checked" and run.file_sealed else None
    return render_template(
        "candidates/show_import.html",
        run=run,
        report=check.report() if check else run.report,
        rows=check.accepted[:SHOWN_ROWS] if check else [],
        elsewhere=rows_known_elsewhere(check) if check else [],
    )


@bp.post("/candidates/imports/<uuid:candidate_import_id>/confirm")
@requires(Permission.CANDIDATE_IMPORT)
def confirm_list(candidate_import_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(confirm_import, candidate_import_id=candidate_import_id):
        flash(f"Đã ghi {form.outcome.report['accepted']} người vào danh sách.", "ok")
    else:
        flash(" ".join(form.form_errors) or "Chưa ghi được.", "red")
    return redirect(url_for(".show_import", candidate_import_id=candidate_import_id))


@bp.post("/candidates/imports/<uuid:candidate_import_id>/undo")
@requires(Permission.CANDIDATE_IMPORT)
def undo_list(candidate_import_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(undo_import, candidate_import_id=candidate_import_id):
        flash(f"Đã hoàn tác: {form.outcome} người được lấy ra.", "ok")
    else:
        flash(" ".join(form.form_errors) or "Chưa hoàn tác được.", "red")
    return redirect(url_for(".show_import", candidate_import_id=candidate_import_id))


@bp.get("/candidates/imports/<uuid:candidate_import_id>/errors")
@requires(Permission.CANDIDATE_IMPORT)
def download_errors(candidate_import_id: UUID) -> ResponseReturnValue:
    run = choices.get_import(candidate_import_id)
    if run.file_sealed is None:
        raise NotFound("Tệp đã được xóa.")
    content = error_workbook(open_file(run.file_sealed), taken_by=current_actor().name)
    audit.record_read("candidates.errors_exported", subject_type="candidate_import", subject_id=run.id)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    headers = {"Content-Disposition": 'attachment; filename="dong-can-sua.xlsx"'}
    return Response(content, mimetype=kind, headers=headers)
