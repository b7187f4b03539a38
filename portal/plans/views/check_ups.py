"""Check-ups: announced, found, mended, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.kernel import clock
from portal.kernel.permissions import Permission, requires
from portal.kernel.wording import bloc
from portal.organizations import queries as organizations
from portal.plans.forms import AnnounceCheckUpForm, CloseCheckUpForm, FindingsForm, RemedyForm
from portal.plans.operations.announce_check_up import announce_check_up as announce
from portal.plans.operations.close_check_up import close_check_up as close
from portal.plans.operations.record_findings import record_findings as record
from portal.plans.operations.report_remedy import report_remedy as report
from portal.plans.queries import check_ups as queries
from portal.targets.queries import GRASSROOTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from portal.web.form_base import PortalForm

bp = Blueprint("check_ups", __name__)


@bp.get("/check-ups")
@requires(Permission.PLAN_READ)
def list_check_ups() -> ResponseReturnValue:
    is_khoi = organizations.current_organization().is_root
    return render_template("plans/list_check_ups.html", rows=queries.list_check_ups(), is_khoi=is_khoi)


@bp.route("/check-ups/new", methods=["GET", "POST"])
@requires(Permission.PLAN_DECIDE)
def announce_check_up() -> ResponseReturnValue:
    form = AnnounceCheckUpForm(planned_on=clock.today())
    houses = organizations.list_organizations(kinds=GRASSROOTS)
    form.house_id.offer([(row.id, f"{row.code} · {row.name}") for row in houses])
    if form.carry_out(announce):
        flash("Đã báo lịch cho đơn vị.", "ok")
        return redirect(url_for(".show_check_up", check_up_id=form.outcome))
    return render_template("plans/announce_check_up.html", form=form), form.status


@bp.get("/check-ups/<uuid:check_up_id>")
@requires(Permission.PLAN_READ)
def show_check_up(check_up_id: UUID) -> ResponseReturnValue:
    return render_template("plans/show_check_up.html", row=queries.get_check_up(check_up_id))


@bp.route("/check-ups/<uuid:check_up_id>/findings", methods=["GET", "POST"])
@requires(Permission.PLAN_DECIDE)
def record_findings(check_up_id: UUID) -> ResponseReturnValue:
    check_up = queries.get_check_up(check_up_id).check_up
    form = FindingsForm(obj=check_up) if check_up.held_on else FindingsForm(held_on=clock.today())
    return _ask(form, record, check_up_id, "Kết quả kiểm tra, giám sát", "Đã ghi kết quả.")


@bp.route("/check-ups/<uuid:check_up_id>/close", methods=["GET", "POST"])
@requires(Permission.PLAN_DECIDE)
def close_check_up(check_up_id: UUID) -> ResponseReturnValue:
    return _ask(CloseCheckUpForm(), close, check_up_id, "Kết thúc", "Đã kết thúc.")


@bp.route("/check-ups/<uuid:check_up_id>/remedy", methods=["GET", "POST"])
@requires(Permission.PLAN_WRITE)
def report_remedy(check_up_id: UUID) -> ResponseReturnValue:
    return _ask(RemedyForm(), report, check_up_id, "Báo cáo khắc phục", f"Đã gửi báo cáo cho {bloc()}.")


def _ask(
    form: PortalForm, operation: Callable[..., None], check_up_id: UUID, title: str, said: str
) -> ResponseReturnValue:
    row = queries.get_check_up(check_up_id)
    if form.carry_out(operation, check_up_id=check_up_id):
        flash(said, "ok")
        return redirect(url_for(".show_check_up", check_up_id=check_up_id))
    page = {"form": form, "row": row, "title": title}
    return render_template("plans/edit_check_up.html", **page), form.status
