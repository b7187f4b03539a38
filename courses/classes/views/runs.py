"""The list of classes, one class, planning and changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for

from courses.catalog.queries import list_programmes
from courses.classes.extensions import list_class_panels
from courses.classes.forms import ChangeClassForm, PlanClassForm, ReasonForm
from courses.classes.operations import change_class_state as steps
from courses.classes.operations.change_class import change_class as change_one
from courses.classes.operations.plan_class import plan_class as plan_one
from courses.classes.operations.set_quotas import set_quotas as set_all_quotas
from courses.classes.queries import classes, enrolments
from courses.classes.queries.quotas import list_house_seats
from courses.classes.queries.to_note import count_to_note
from courses.classes.quota_form import QuotasForm
from courses.classes.rules import count_standings
from courses.classes.states import ClassState
from courses.classes.views.blueprint import bp
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

STEPS = {
    "open": (steps.open_nominations, "Đã mở đăng ký; các đơn vị thấy lớp này."),
    "close": (steps.close_nominations, "Đã chốt đăng ký."),
    "start": (steps.start_class, "Lớp đã bắt đầu; có thể điểm danh từng buổi."),
}


@bp.get("/classes")
@requires(Permission.CLASS_READ)
def list_classes() -> ResponseReturnValue:
    may_manage = has_permission(current_actor(), Permission.CLASS_MANAGE)
    states = tuple(state for state in ClassState if may_manage or state is not ClassState.PLANNED)
    return render_template("classes/list_classes.html", rows=classes.list_classes(states))


@bp.route("/classes/new", methods=["GET", "POST"])
@requires(Permission.CLASS_MANAGE)
def plan_class() -> ResponseReturnValue:
    programmes = list_programmes()
    if not programmes:
        flash("Thêm chương trình trước khi mở lớp.", "warn")
        return redirect(url_for("catalog.list_programmes"))
    choices = [(row.version.id, f"{row.title} ({row.version.version})") for row in programmes]
    form = PlanClassForm(choices, classes.suggest_code())
    if form.carry_out(plan_one):
        flash("Đã lập lớp và xếp buổi; xem lại lịch rồi mở đăng ký.", "ok")
        return redirect(url_for(".show_class", class_run_id=form.outcome))
    return render_template("classes/plan_class.html", form=form), form.status


@bp.get("/classes/<uuid:class_run_id>")
@requires(Permission.CLASS_READ)
def show_class(class_run_id: UUID) -> ResponseReturnValue:
    page = classes.get_class_page(class_run_id)
    learners = enrolments.list_enrolled(class_run_id)
    to_note = 0
    if has_permission(current_actor(), Permission.NOMINATION_SUBMIT):
        to_note = count_to_note([class_run_id]).get(class_run_id, 0)
    return render_template(
        "classes/show_class.html",
        page=page,
        standings=count_standings([row.attendance for row in learners]),
        learners=learners,
        to_note=to_note,
        quotas=classes.list_quotas(page.run),
        panels=list_class_panels(class_run_id),
    )


@bp.route("/classes/<uuid:class_run_id>/change", methods=["GET", "POST"])
@requires(Permission.CLASS_MANAGE)
def change_class(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    form = ChangeClassForm(run)
    if form.carry_out(change_one, class_run_id=class_run_id):
        flash("Đã lưu lớp." + _promoted(form.outcome), "ok")
        return redirect(url_for(".show_class", class_run_id=class_run_id))
    return render_template("classes/change_class.html", form=form, run=run), form.status


@bp.post("/classes/<uuid:class_run_id>/steps/<step>")
@requires(Permission.CLASS_MANAGE)
def take_step(class_run_id: UUID, step: str) -> ResponseReturnValue:
    if step not in STEPS:
        abort(404)
    operation, words = STEPS[step]
    form = EmptyForm()
    done = form.carry_out(operation, class_run_id=class_run_id)
    flash(words if done else " ".join(form.form_errors), "ok" if done else "red")
    return redirect(url_for(".show_class", class_run_id=class_run_id))


@bp.post("/classes/<uuid:class_run_id>/cancellation")
@requires(Permission.CLASS_MANAGE)
def cancel_class(class_run_id: UUID) -> ResponseReturnValue:
    classes.get_class(class_run_id)
    form = ReasonForm()
    done = form.carry_out(steps.cancel_class, class_run_id=class_run_id)
    flash("Đã hủy lớp." if done else _words(form), "ok" if done else "red")
    return redirect(url_for(".show_class", class_run_id=class_run_id))


@bp.route("/classes/<uuid:class_run_id>/quotas", methods=["GET", "POST"])
@requires(Permission.CLASS_MANAGE)
def set_quotas(class_run_id: UUID) -> ResponseReturnValue:
    run = classes.get_class(class_run_id)
    houses = list_house_seats(run)
    form = QuotasForm({house.organization_id: house.seats for house in houses})
    if form.carry_out(set_all_quotas, class_run_id=class_run_id):
        flash(f"Đã lưu số chỗ; {form.outcome} đơn vị thay đổi.", "ok")
        return redirect(url_for(".show_class", class_run_id=class_run_id))
    return render_template("classes/set_quotas.html", form=form, run=run, houses=houses), form.status


def _promoted(number: int) -> str:
    return f" {number} người trong danh sách chờ đã được vào lớp." if number else ""


def _words(form: ReasonForm) -> str:
    return " ".join([*form.form_errors, *form.reason.errors])
