"""Plans: the list, a plan with its live figures, its tasks, handing in and answering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Permission, requires
from portal.kernel.wording import bloc
from portal.organizations import queries as organizations
from portal.plans import labels
from portal.plans.forms import AnswerPlanForm, MarkTaskForm, OpenPlanForm, TaskForm
from portal.plans.operations.answer_plan import answer_plan as answer
from portal.plans.operations.mark_task import mark_task as mark
from portal.plans.operations.open_plan import open_plan as open_one
from portal.plans.operations.remove_task import remove_task as remove
from portal.plans.operations.revise_plan import revise_plan as revise
from portal.plans.operations.save_task import save_task
from portal.plans.operations.submit_plan import submit_plan as submit
from portal.plans.queries import plans as queries
from portal.targets.queries import list_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

bp = Blueprint("plans", __name__)
NOT_FOUND = 404


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the names of the parts of plans."""
    return {"plan_words": labels}


@bp.get("/plans")
@requires(Permission.PLAN_READ)
def list_plans() -> ResponseReturnValue:
    is_khoi = organizations.current_organization().is_root
    return render_template("plans/list_plans.html", rows=queries.list_plans(), is_khoi=is_khoi)


@bp.route("/plans/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def open_plan() -> ResponseReturnValue:
    form = OpenPlanForm()
    this_year = clock.today().year
    years = [(str(year), f"Năm {year}") for year in (this_year, this_year + 1, this_year - 1)]
    form.period.offer([*years, *((term.code, f"Nhiệm kỳ {term.code}") for term in list_terms())])
    if form.carry_out(_open):
        flash(f"Đã lập bản nháp theo mẫu. Ghi người phụ trách và chỉ tiêu từng việc rồi gửi {bloc()}.", "ok")
        return redirect(url_for(".show_plan", plan_id=form.outcome))
    return render_template("plans/open_plan.html", form=form), form.status


def _open(*, period: str) -> UUID:
    return (
        open_one(term_code="", year=int(period)) if period.isdigit() else open_one(term_code=period, year=0)
    )


@bp.get("/plans/<uuid:plan_id>")
@requires(Permission.PLAN_READ)
def show_plan(plan_id: UUID) -> ResponseReturnValue:
    page = queries.plan_page(plan_id)
    house = organizations.get_organization(page.plan.tenant_id)
    return render_template("plans/show_plan.html", page=page, house=house)


@bp.route("/plans/<uuid:plan_id>/tasks/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def add_task(plan_id: UUID) -> ResponseReturnValue:
    plan = queries.get_own_plan(plan_id)
    form = TaskForm(due_on=plan.ends_on)
    return _save(form, plan_id, "Thêm việc", {"plan_id": plan_id})


@bp.route("/plans/tasks/<uuid:plan_task_id>/change", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def change_task(plan_task_id: UUID) -> ResponseReturnValue:
    task = queries.get_task(plan_task_id)
    return _save(TaskForm(obj=task), task.plan_id, "Sửa việc", {"plan_task_id": plan_task_id})


def _save(form: TaskForm, plan_id: UUID, title: str, which: dict[str, UUID]) -> ResponseReturnValue:
    if form.carry_out(save_task, **which):
        flash("Đã ghi việc.", "ok")
        return redirect(url_for(".show_plan", plan_id=plan_id))
    return render_template("plans/edit_task.html", form=form, plan_id=plan_id, title=title), form.status


@bp.post("/plans/tasks/<uuid:plan_task_id>/remove")
@requires(Permission.PLAN_WRITE)
def remove_task(plan_task_id: UUID) -> ResponseReturnValue:
    plan_id = queries.get_task(plan_task_id).plan_id
    return _press(plan_id, "Đã bỏ việc.", lambda: remove(plan_task_id=plan_task_id))


@bp.route("/plans/tasks/<uuid:plan_task_id>/mark", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def mark_task(plan_task_id: UUID) -> ResponseReturnValue:
    task = queries.get_task(plan_task_id)
    form = MarkTaskForm(done_on=task.done_on or clock.today(), done_note=task.done_note)
    if form.carry_out(mark, plan_task_id=plan_task_id):
        flash("Đã ghi kết quả.", "ok")
        return redirect(url_for(".show_plan", plan_id=task.plan_id))
    return render_template("plans/mark_task.html", form=form, task=task), form.status


@bp.post("/plans/<uuid:plan_id>/submit")
@requires(Permission.PLAN_WRITE)
def submit_plan(plan_id: UUID) -> ResponseReturnValue:
    return _press(plan_id, f"Đã gửi {bloc()}.", lambda: submit(plan_id=plan_id))


@bp.post("/plans/<uuid:plan_id>/revise")
@requires(Permission.PLAN_WRITE)
def revise_plan(plan_id: UUID) -> ResponseReturnValue:
    try:
        draft_id = revise(plan_id=plan_id)
    except DomainError as error:
        if error.status == NOT_FOUND:
            raise
        flash(error.message, "warn")
        return redirect(url_for(".show_plan", plan_id=plan_id))
    flash("Đã mở bản điều chỉnh; kế hoạch đã chấp nhận giữ nguyên.", "ok")
    return redirect(url_for(".show_plan", plan_id=draft_id))


def _press(plan_id: UUID, said: str, do: Callable[[], object]) -> ResponseReturnValue:
    """Carry out a button; a refusal is said on the page it came from."""
    try:
        do()
        flash(said, "ok")
    except DomainError as error:
        if error.status == NOT_FOUND:
            raise
        flash(error.message, "warn")
    return redirect(url_for(".show_plan", plan_id=plan_id))


@bp.route("/plans/<uuid:plan_id>/answer", methods=["GET", "POST"])
@requires(Permission.PLAN_DECIDE)
def answer_plan(plan_id: UUID) -> ResponseReturnValue:
    plan = queries.get_plan(plan_id)
    form = AnswerPlanForm(submission=plan.submission)
    if form.carry_out(answer, plan_id=plan_id):
        flash("Đã gửi trả lời cho đơn vị.", "ok")
        return redirect(url_for(".list_plans"))
    return render_template("plans/answer_plan.html", form=form, plan=plan), form.status
