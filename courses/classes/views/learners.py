"""The people in a class."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for

from courses.classes.forms import BoardForm, ReasonForm
from courses.classes.operations.leave_class import leave_class as leave_one
from courses.classes.operations.name_board import name_board as name_one_board
from courses.classes.queries import classes, enrolments
from courses.classes.rules import STANDING_LABELS
from courses.classes.states import POST_LABELS, BoardPost
from courses.classes.views.blueprint import bp
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, requires
from portal.kernel.spreadsheets.writer import Column as SheetColumn
from portal.kernel.spreadsheets.writer import write_table
from portal.web.form_base import EmptyForm
from portal.web.pagination import Page
from portal.web.tables import Column

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

COLUMNS = (
    Column("name", "Họ và tên"),
    Column("birth_date", "Ngày sinh", is_wide_only=True),
    Column("organization", "Đơn vị", is_wide_only=True),
    Column("attended", "Số tiết dự", numeric=True),
    Column("standing", "Chuyên cần"),
    Column("change", "Thay đổi"),
)
SHEET = (
    SheetColumn("TT", 6),
    SheetColumn("Họ và tên", 28),
    SheetColumn("Ngày sinh", 12),
    SheetColumn("Đơn vị", 40),
    SheetColumn("Chi bộ", 30),
    SheetColumn("Ban cán sự lớp", 14),
    SheetColumn("Số tiết dự", 10),
    SheetColumn("Số tiết chương trình", 12),
    SheetColumn("Chuyên cần", 18),
)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/classes/<uuid:class_run_id>/learners")
@requires(Permission.CLASS_READ)
def list_learners(class_run_id: UUID) -> ResponseReturnValue:
    rows = enrolments.list_enrolled(class_run_id, with_left=True)
    present = [row for row in rows if row.left_on is None]
    return render_template(
        "classes/list_learners.html",
        run=classes.get_class(class_run_id),
        columns=COLUMNS,
        page=Page(present, total=len(present), size=max(1, len(present))),
        left=[row for row in rows if row.left_on],
        form=EmptyForm(formdata=None),
    )


@bp.get("/classes/<uuid:class_run_id>/learners.xlsx")
@requires(Permission.CLASS_READ)
def export_learners(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    rows = enrolments.list_enrolled(class_run_id)
    audit.record_read("class.exported", subject_type="class_run", subject_id=class_run_id, rows=len(rows))
    lines = (
        (
            number,
            row.full_name,
            row.birth_date,
            row.organization_name,
            row.unit_name,
            POST_LABELS[row.board_post] if row.board_post else "",
            row.attendance.attended,
            row.attendance.required,
            STANDING_LABELS[row.attendance.standing],
        )
        for number, row in enumerate(rows, start=1)
    )
    content = write_table(f"Danh sách học viên {run.title}", SHEET, lines, taken_by=current_actor().name)
    return Response(
        content,
        content_type=WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="lop-{run.id}.xlsx"'},
    )


@bp.post("/enrolments/<uuid:enrolment_id>/leaving")
@requires(Permission.NOMINATION_DECIDE)
def leave_class(enrolment_id: UUID) -> ResponseReturnValue:
    class_run_id = enrolments.get_enrolment(enrolment_id).class_run_id
    form = ReasonForm()
    if form.carry_out(leave_one, enrolment_id=enrolment_id):
        words = "Đã cho người học ra khỏi lớp."
        if form.outcome:
            words += f" {form.outcome} người trong danh sách chờ đã được vào lớp."
        flash(words, "ok")
    else:
        flash(" ".join([*form.form_errors, *form.reason.errors]), "red")
    return redirect(url_for(".list_learners", class_run_id=class_run_id))


@bp.route("/classes/<uuid:class_run_id>/board", methods=["GET", "POST"])
@requires(Permission.CLASS_MANAGE)
def name_board(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    rows = enrolments.list_enrolled(class_run_id)
    deputies = [row.id for row in rows if row.board_post is BoardPost.DEPUTY]
    form = BoardForm(
        [(row.id, f"{row.full_name}, {row.organization_name}") for row in rows],
        monitor=next((row.id for row in rows if row.board_post is BoardPost.MONITOR), None),
        deputy=next(iter(deputies), None),
        second_deputy=next(iter(deputies[1:]), None),
    )
    if form.carry_out(name_one_board, class_run_id=class_run_id):
        flash("Đã lưu ban cán sự lớp.", "ok")
        return redirect(url_for(".list_learners", class_run_id=class_run_id))
    return render_template("classes/name_board.html", form=form, run=run, learners=rows), form.status
