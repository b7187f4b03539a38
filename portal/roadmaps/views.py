"""Roadmaps of schools: the house's cohorts, one cohort with goals and students, the schools of the bloc."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from portal.candidates.stages import RULES
from portal.kernel.actor import Door, current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.roadmaps import queries
from portal.roadmaps.forms import CohortForm, GoalsForm, PlaceForm
from portal.roadmaps.operations.place_students import place_students as place
from portal.roadmaps.operations.place_students import take_out_student as take_out
from portal.roadmaps.operations.remove_cohort import remove_cohort as remove
from portal.roadmaps.operations.save_cohort import save_cohort as save
from portal.roadmaps.operations.set_goals import set_goals as set_them
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("roadmaps", __name__)


@bp.get("/roadmaps")
@requires(Permission.PLAN_READ)
def show_roadmap() -> ResponseReturnValue:
    """Show the roadmap of the own house; for overseers the schools, or one of them."""
    asked = request.args.get("house", "")
    is_overseer = current_actor().door is Door.OVERSIGHT
    if is_overseer and not asked:
        return render_template("roadmaps/list_schools.html", schools=queries.list_schools())
    house_id = _uuid(asked) if is_overseer else None
    page = queries.show_roadmap(house_id)
    return render_template("roadmaps/show_roadmap.html", page=page, is_overseer=is_overseer)


@bp.get("/roadmaps/<uuid:student_cohort_id>")
@requires(Permission.PLAN_READ)
def show_cohort(student_cohort_id: UUID) -> ResponseReturnValue:
    return _cohort_page(student_cohort_id)


@bp.route("/roadmaps/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def add_cohort() -> ResponseReturnValue:
    form = CohortForm()
    if form.carry_out(save):
        flash("Đã thêm khóa và đề xuất chỉ tiêu từng năm học; sửa lại cho sát với trường.", "ok")
        return redirect(url_for(".show_cohort", student_cohort_id=form.outcome))
    return render_template("roadmaps/edit_cohort.html", form=form, row=None), form.status


@bp.route("/roadmaps/<uuid:student_cohort_id>/change", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def change_cohort(student_cohort_id: UUID) -> ResponseReturnValue:
    row = queries.get_cohort(student_cohort_id)
    form = CohortForm(obj=row)
    if form.carry_out(save, student_cohort_id=student_cohort_id):
        flash("Đã ghi.", "ok")
        return redirect(url_for(".show_cohort", student_cohort_id=student_cohort_id))
    return render_template("roadmaps/edit_cohort.html", form=form, row=row), form.status


@bp.post("/roadmaps/<uuid:student_cohort_id>/goals")
@requires(Permission.PLAN_WRITE)
def set_goals(student_cohort_id: UUID) -> ResponseReturnValue:
    form = GoalsForm(queries.cohort_line(student_cohort_id))
    if form.carry_out(set_them, student_cohort_id=student_cohort_id):
        flash("Đã ghi chỉ tiêu từng năm học.", "ok")
        return redirect(url_for(".show_cohort", student_cohort_id=student_cohort_id))
    return _cohort_page(student_cohort_id, goals_form=form)


@bp.post("/roadmaps/<uuid:student_cohort_id>/students")
@requires(Permission.PLAN_WRITE)
def place_students(student_cohort_id: UUID) -> ResponseReturnValue:
    form = _place_form()
    if form.carry_out(place, student_cohort_id=student_cohort_id):
        flash(f"Đã xếp {form.outcome} sinh viên vào khóa.", "ok")
        return redirect(url_for(".show_cohort", student_cohort_id=student_cohort_id))
    return _cohort_page(student_cohort_id, place_form=form)


@bp.post("/roadmaps/<uuid:student_cohort_id>/students/<uuid:candidate_id>/out")
@requires(Permission.PLAN_WRITE)
def take_out_student(student_cohort_id: UUID, candidate_id: UUID) -> ResponseReturnValue:
    queries.get_cohort(student_cohort_id)
    form = EmptyForm()
    if form.carry_out(take_out, candidate_id=candidate_id):
        flash("Đã đưa ra khỏi khóa; người này vẫn trong danh sách theo dõi.", "ok")
    return redirect(url_for(".show_cohort", student_cohort_id=student_cohort_id))


@bp.post("/roadmaps/<uuid:student_cohort_id>/remove")
@requires(Permission.PLAN_WRITE)
def remove_cohort(student_cohort_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(remove, student_cohort_id=student_cohort_id):
        flash("Đã bỏ khóa.", "ok")
        return redirect(url_for(".show_roadmap"))
    flash(" ".join(form.form_errors), "red")
    return redirect(url_for(".show_cohort", student_cohort_id=student_cohort_id))


def _cohort_page(
    student_cohort_id: UUID, *, goals_form: GoalsForm | None = None, place_form: PlaceForm | None = None
) -> ResponseReturnValue:
    line = queries.cohort_line(student_cohort_id)
    is_own = line.row.tenant_id == current_actor().tenant_id
    goals = goals_form or GoalsForm(line, formdata=None)
    placing = place_form or (_place_form() if is_own else None)
    page = render_template(
        "roadmaps/show_cohort.html", line=line, is_own=is_own, goals_form=goals, place_form=placing
    )
    return page, (goals_form or place_form or goals).status


def _place_form() -> PlaceForm:
    return PlaceForm((key, f"{name} · {RULES[stage].label}") for key, name, stage in queries.list_unplaced())


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
