"""The roll of a whole class by workbook: take the sheet, fill it, look at what it changes, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for

from courses.classes.attendance_plan import RollPlan
from courses.classes.attendance_sheet import WAY_TO_FILL, sheet_columns, sheet_lines
from courses.classes.forms import ConfirmRollForm, RollFileForm
from courses.classes.operations.import_attendance import check_attendance, import_attendance
from courses.classes.queries import classes
from courses.classes.queries.class_roll import get_class_roll
from courses.classes.views.blueprint import bp
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, requires
from portal.kernel.spreadsheets.writer import write_table

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.datastructures import FileStorage

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/classes/<uuid:class_run_id>/attendance.xlsx")
@requires(Permission.ATTENDANCE_RECORD)
def roll_sheet(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    roll = get_class_roll(run)
    audit.record_read(
        "class.exported", subject_type="class_run", subject_id=class_run_id, rows=len(roll.learners)
    )
    content = write_table(
        f"Điểm danh {run.title} ({WAY_TO_FILL})",
        sheet_columns(roll.sessions),
        sheet_lines(roll.learners, roll.sessions, roll.recorded),
        taken_by=current_actor().name,
    )
    headers = {"Content-Disposition": f'attachment; filename="diem-danh-{run.id}.xlsx"'}
    return Response(content, content_type=WORKBOOK, headers=headers)


@bp.route("/classes/<uuid:class_run_id>/attendance-import", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_RECORD)
def choose_roll(class_run_id: UUID) -> ResponseReturnValue:
    """Take the filled sheet and show what it would change."""
    form = RollFileForm()
    if form.carry_out(_look_at, class_run_id=class_run_id):
        plan, confirm = form.outcome
        return _show(class_run_id, plan, confirm)
    return _choose(class_run_id, form)


@bp.post("/classes/<uuid:class_run_id>/attendance-import/confirmation")
@requires(Permission.ATTENDANCE_RECORD)
def confirm_roll(class_run_id: UUID) -> ResponseReturnValue:
    form = ConfirmRollForm()
    if form.carry_out(import_attendance, class_run_id=class_run_id):
        done: RollPlan = form.outcome
        flash(f"Đã ghi điểm danh: {done.new} lượt mới, {done.corrected} lượt sửa.", "ok")
        return redirect(url_for(".show_class", class_run_id=class_run_id))
    again = RollFileForm(formdata=None)
    again.form_errors = [*form.form_errors, *(error for one in form for error in one.errors)]
    return _choose(class_run_id, again)


def _look_at(*, class_run_id: UUID, file: FileStorage) -> tuple[RollPlan, ConfirmRollForm]:
    content = file.stream.read()
    plan = check_attendance(class_run_id=class_run_id, content=content)
    return plan, ConfirmRollForm(formdata=None, content=content, signature=plan.signature)


def _choose(class_run_id: UUID, form: RollFileForm) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    return render_template("classes/choose_roll.html", form=form, run=run, way=WAY_TO_FILL), form.status


def _show(class_run_id: UUID, plan: RollPlan, form: ConfirmRollForm) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    roll = get_class_roll(run)
    return render_template(
        "classes/check_roll.html",
        run=run,
        plan=plan,
        form=form,
        names={learner.id: learner for learner in roll.learners},
        sessions={session.id: (number, session) for number, session in enumerate(roll.sessions, start=1)},
    )
