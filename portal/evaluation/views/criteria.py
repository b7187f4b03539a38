"""The criteria: every version, and the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.evaluation.forms import BOUND, CriteriaForm
from portal.evaluation.operations.save_criteria import save_criteria
from portal.evaluation.queries import register
from portal.evaluation.scoring import MEASURES, USUAL
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("criteria", __name__)


@bp.get("/evaluation/criteria")
@requires(Permission.EVALUATION_READ)
def list_sets() -> ResponseReturnValue:
    return render_template(
        "evaluation/list_criteria.html",
        parts=[
            (one, register.criteria_of(one), register.cap_of(one)) for one in register.list_criteria_sets()
        ],
        may_decide=has_permission(current_actor(), Permission.EVALUATION_DECIDE),
    )


@bp.route("/evaluation/criteria/new", methods=["GET", "POST"])
@requires(Permission.EVALUATION_DECIDE)
def new_set() -> ResponseReturnValue:
    latest = next(iter(register.list_criteria_sets()), None)
    form = CriteriaForm.showing(register.criteria_of(latest) or USUAL, register.cap_of(latest))
    if form.carry_out(save_criteria):
        flash(f"Đã lưu bộ tiêu chí số {form.outcome}. Điểm đã đề xuất trước đây giữ nguyên.", "ok")
        return redirect(url_for(".list_sets"))
    return render_template(
        "evaluation/new_criteria.html", form=form, measures=MEASURES, bound=BOUND
    ), form.status
