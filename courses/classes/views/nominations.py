"""Proposing people for a class, and answering proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import flash, redirect, render_template, url_for

from courses.classes.forms import DecideForm, NominateForm, NoteEnrolledForm
from courses.classes.operations.decide_nominations import decide_nominations
from courses.classes.operations.nominate import nominate as nominate_people
from courses.classes.operations.nominate import withdraw_nomination as withdraw_one
from courses.classes.operations.note_enrolled import note_enrolled as note_people
from courses.classes.queries import classes
from courses.classes.queries import nominations as queries
from courses.classes.queries.to_note import list_to_note
from courses.classes.views.blueprint import bp
from portal.candidates.queries.nominable import list_nominable
from portal.candidates.stages import RULES
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, requires
from portal.kernel.wording import bloc
from portal.web.form_base import EmptyForm
from portal.web.pagination import Page
from portal.web.tables import Column

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

NOMINABLE_COLUMNS = (
    Column("name", "Họ và tên"),
    Column("birth_date", "Ngày sinh"),
    Column("unit", "Chi bộ", is_wide_only=True),
    Column("stage", "Đang ở bước", is_wide_only=True),
)
NOMINATION_COLUMNS = (
    Column("name", "Họ và tên"),
    Column("birth_date", "Ngày sinh", is_wide_only=True),
    Column("organization", "Đơn vị"),
    Column("nominated_at", "Đề nghị", is_wide_only=True),
    Column("answer", "Trả lời"),
)


@bp.get("/classes/<uuid:class_run_id>/nominations")
@requires(Permission.CLASS_READ)
def list_nominations(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    rows = queries.list_nominations(run)
    return render_template(
        "classes/list_nominations.html",
        run=run,
        rows=rows,
        columns=NOMINATION_COLUMNS,
        page=Page(rows, total=len(rows), size=max(1, len(rows))),
        queue=[row.id for row in rows if row.is_waiting],
        house=current_actor().tenant_id,
        form=EmptyForm(formdata=None),
    )


@bp.post("/classes/<uuid:class_run_id>/nominations/answers")
@requires(Permission.NOMINATION_DECIDE)
def answer_nominations(class_run_id: UUID) -> ResponseReturnValue:
    classes.get_class(class_run_id)
    form = DecideForm()
    if form.carry_out(decide_nominations, class_run_id=class_run_id):
        words = f"Đã trả lời {form.outcome.answered} đề nghị."
        if form.outcome.promoted:
            words += f" {form.outcome.promoted} người trong danh sách chờ đã được vào lớp."
        flash(words, "ok")
    else:
        errors = [*form.form_errors, *(error for field in form for error in field.errors)]
        flash(" ".join(errors), "red")
    return redirect(url_for(".list_nominations", class_run_id=class_run_id))


@bp.route("/classes/<uuid:class_run_id>/nominate", methods=["GET", "POST"])
@requires(Permission.NOMINATION_SUBMIT)
def nominate(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    form = NominateForm()
    if form.carry_out(nominate_people, class_run_id=class_run_id):
        flash(f"Đã gửi {bloc()} {form.outcome} đề nghị.", "ok")
        return redirect(url_for(".list_nominations", class_run_id=class_run_id))
    standing = {row.candidate_id for row in queries.list_nominations(run) if row.withdrawn_at is None}
    rows = [row for row in list_nominable() if row.candidate_id not in standing]
    return render_template(
        "classes/nominate.html",
        form=form,
        run=run,
        rows=rows,
        chosen=set(form.ids.data or ()),
        columns=NOMINABLE_COLUMNS,
        stage_rules=RULES,
        quotas=classes.list_quotas(run),
        standing=len(standing),
    ), form.status


@bp.post("/nominations/<uuid:nomination_id>/withdrawal")
@requires(Permission.NOMINATION_SUBMIT)
def withdraw_nomination(nomination_id: UUID) -> ResponseReturnValue:
    class_run_id = queries.get_nomination(nomination_id).class_run_id
    form = EmptyForm()
    done = form.carry_out(withdraw_one, nomination_id=nomination_id)
    flash("Đã rút đề nghị." if done else " ".join(form.form_errors), "ok" if done else "red")
    return redirect(url_for(".list_nominations", class_run_id=class_run_id))


@bp.route("/classes/<uuid:class_run_id>/enrolment-notes", methods=["GET", "POST"])
@requires(Permission.NOMINATION_SUBMIT)
def note_enrolled(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    form = NoteEnrolledForm()
    if form.carry_out(note_people, class_run_id=class_run_id):
        flash(f"Đã ghi nhận {form.outcome} người vào lớp.", "ok")
        return redirect(url_for(".show_class", class_run_id=class_run_id))
    return render_template(
        "classes/note_enrolled.html", form=form, run=run, rows=list_to_note(class_run_id)
    ), form.status
