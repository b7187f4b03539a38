"""One activity: its page, its particulars, evidence, report, approval."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.activities.campaigns.queries import campaign_choices
from portal.activities.log import queries
from portal.activities.log.forms import ChangeActivityForm, EvidenceForm, ReasonForm, ReportForm
from portal.activities.log.models import Activity, ActivityState
from portal.activities.log.operations.approve_activity import approve_activity as approve
from portal.activities.log.operations.cancel_activity import cancel_activity as cancel
from portal.activities.log.operations.change_activity import change_activity as change
from portal.activities.log.operations.keep_evidence import keep_evidence as keep
from portal.activities.log.operations.remove_evidence import remove_evidence as remove
from portal.activities.log.operations.reopen_activity import reopen_activity as reopen
from portal.activities.log.operations.report_activity import report_activity as report
from portal.activities.log.views.blueprint import back, bp
from portal.activities.members.queries import branch_choices
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.web.form_base import EmptyForm, PortalForm
from portal.web.kept_files import send_kept


@bp.get("/activities/<uuid:activity_id>")
@requires(Permission.ACTIVITY_READ)
def show_activity(activity_id: UUID) -> ResponseReturnValue:
    page = queries.activity_page(activity_id)
    is_own = page.activity.tenant_id == current_actor().tenant_id
    state = page.activity.state
    return render_template(
        "activities/log/show_activity.html",
        page=page,
        may_record=is_own and has_permission(current_actor(), Permission.ACTIVITY_RECORD),
        may_approve=is_own
        and state is ActivityState.REPORTED
        and has_permission(current_actor(), Permission.ACTIVITY_APPROVE),
        is_open=state not in {ActivityState.APPROVED, ActivityState.CANCELLED},
        form=ReasonForm(formdata=None),
    )


@bp.route("/activities/<uuid:activity_id>/change", methods=["GET", "POST"])
@requires(Permission.ACTIVITY_RECORD)
def change_activity(activity_id: UUID) -> ResponseReturnValue:
    activity = _own(activity_id)
    form = ChangeActivityForm(obj=activity, units=branch_choices(), campaigns=_campaigns(activity))
    if form.carry_out(change, activity_id=activity_id):
        return back(activity_id, "Đã lưu.")
    return render_template("activities/log/change_activity.html", form=form, activity=activity), form.status


@bp.route("/activities/<uuid:activity_id>/evidence", methods=["GET", "POST"])
@requires(Permission.ACTIVITY_RECORD)
def keep_evidence(activity_id: UUID) -> ResponseReturnValue:
    activity = _own(activity_id)
    form = EvidenceForm()
    if form.carry_out(lambda **_: keep(activity_id=activity_id, files=form.files.contents())):
        return back(activity_id, f"Đã thêm {form.outcome} tệp.")
    return render_template("activities/log/keep_evidence.html", form=form, activity=activity), form.status


@bp.get("/activities/evidence/<uuid:activity_file_id>")
@requires(Permission.ACTIVITY_READ)
def show_evidence(activity_file_id: UUID) -> ResponseReturnValue:
    return send_kept(queries.get_file(activity_file_id))


@bp.post("/activities/evidence/<uuid:activity_file_id>/remove")
@requires(Permission.ACTIVITY_RECORD)
def remove_evidence(activity_file_id: UUID) -> ResponseReturnValue:
    return back(remove(activity_file_id=activity_file_id), "Đã gỡ tệp.")


@bp.route("/activities/<uuid:activity_id>/report", methods=["GET", "POST"])
@requires(Permission.ACTIVITY_RECORD)
def report_activity(activity_id: UUID) -> ResponseReturnValue:
    activity = _own(activity_id)
    form = ReportForm(obj=activity)
    if form.carry_out(report, activity_id=activity_id):
        return back(activity_id, "Đã báo cáo kết quả, chờ duyệt.")
    return render_template("activities/log/report_activity.html", form=form, activity=activity), form.status


@bp.post("/activities/<uuid:activity_id>/approve")
@requires(Permission.ACTIVITY_APPROVE)
def approve_activity(activity_id: UUID) -> ResponseReturnValue:
    return _press(
        EmptyForm(), approve, activity_id, "Đã duyệt. Cấp ủy của {} người tham gia thấy hoạt động này."
    )


@bp.post("/activities/<uuid:activity_id>/reopen")
@requires(Permission.ACTIVITY_APPROVE)
def reopen_activity(activity_id: UUID) -> ResponseReturnValue:
    return _press(ReasonForm(), reopen, activity_id, "Đã mở lại. Thông tin đã gửi các cấp ủy được rút về.")


@bp.post("/activities/<uuid:activity_id>/cancel")
@requires(Permission.ACTIVITY_RECORD)
def cancel_activity(activity_id: UUID) -> ResponseReturnValue:
    return _press(EmptyForm(), cancel, activity_id, "Đã ghi: không tổ chức.")


def _press(
    form: PortalForm, operation: Callable[..., Any], activity_id: UUID, done: str
) -> ResponseReturnValue:
    """Carry out a button's operation and come back to the page with what it said."""
    _own(activity_id)
    if form.carry_out(operation, activity_id=activity_id):
        return back(activity_id, done.format(form.outcome))
    refused = [str(words) for errors in form.errors.values() for words in errors]
    return back(activity_id, refused[0] if refused else "Chưa làm được.", "warn")


def _own(activity_id: UUID) -> Activity:
    activity = queries.get_activity(activity_id)
    if activity.tenant_id != current_actor().tenant_id:
        raise NotFound
    return activity


def _campaigns(activity: Activity) -> list[tuple[UUID, str]]:
    """Return the running campaigns and, closed or not, the one the activity belongs to."""
    offered = campaign_choices()
    if activity.campaign_id and activity.campaign_id not in dict(offered):
        offered.append((activity.campaign_id, "(phong trào đang chọn)"))
    return offered
