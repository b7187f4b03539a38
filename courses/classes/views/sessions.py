"""Sessions of a class and their attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import flash, redirect, render_template, url_for

from courses.classes.forms import AttendanceForm, SessionForm
from courses.classes.operations.change_session import add_session as add_one
from courses.classes.operations.change_session import change_session as change_one
from courses.classes.operations.change_session import remove_session as remove_one
from courses.classes.operations.record_attendance import record_attendance as record_one
from courses.classes.queries import classes, enrolments
from courses.classes.queries.lecturers import list_lecturers
from courses.classes.views.blueprint import bp
from portal.kernel import clock
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@bp.route("/classes/<uuid:class_run_id>/sessions/new", methods=["GET", "POST"])
@requires(Permission.CLASS_MANAGE)
def add_session(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    form = SessionForm(list_lecturers())
    if form.carry_out(add_one, class_run_id=class_run_id):
        flash("Đã thêm buổi học.", "ok")
        return redirect(url_for(".show_class", class_run_id=class_run_id))
    return render_template("classes/edit_session.html", form=form, run=run, session=None), form.status


@bp.route("/class-sessions/<uuid:class_session_id>/change", methods=["GET", "POST"])
@requires(Permission.CLASS_MANAGE)
def change_session(class_session_id: UUID) -> ResponseReturnValue:
    session, run = enrolments.get_session(class_session_id)
    row = next(row for row in classes.list_sessions(run) if row.id == session.id)
    form = SessionForm(list_lecturers(), row)
    if form.carry_out(change_one, class_session_id=class_session_id):
        flash("Đã lưu buổi học.", "ok")
        return redirect(url_for(".show_class", class_run_id=run.id))
    return render_template("classes/edit_session.html", form=form, run=run, session=row), form.status


@bp.post("/class-sessions/<uuid:class_session_id>/removal")
@requires(Permission.CLASS_MANAGE)
def remove_session(class_session_id: UUID) -> ResponseReturnValue:
    _, run = enrolments.get_session(class_session_id)
    form = EmptyForm()
    done = form.carry_out(remove_one, class_session_id=class_session_id)
    flash("Đã bỏ buổi học." if done else " ".join(form.form_errors), "ok" if done else "red")
    return redirect(url_for(".show_class", class_run_id=run.id))


@bp.route("/class-sessions/<uuid:class_session_id>/attendance", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_RECORD)
def take_attendance(class_session_id: UUID) -> ResponseReturnValue:
    session, run = enrolments.get_session(class_session_id)
    learners = enrolments.list_enrolled(run.id)
    form = AttendanceForm(row.id for row in learners)
    if form.carry_out(record_one, class_session_id=class_session_id):
        flash(f"Đã điểm danh {form.outcome} người.", "ok")
        return redirect(url_for(".show_class", class_run_id=run.id))
    return render_template(
        "classes/take_attendance.html",
        form=form,
        run=run,
        session=session,
        learners=learners,
        recorded=enrolments.attendance_of_session(session),
        scanned=enrolments.check_ins_of_session(session),
        is_today=clock.local(session.starts_at).date() == clock.today(),
    ), form.status
