"""The rotating code on the union's screen, and the telephone that scanned it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.activities.log import queries
from portal.activities.log.models import Activity, ActivityState
from portal.activities.log.operations.check_in import check_in as note
from portal.activities.log.operations.check_in import sign
from portal.activities.log.operations.take_in_check_ins import take_in_check_ins as take_in
from portal.activities.log.views.blueprint import back, bp
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.crypto import token_hash
from portal.kernel.documents.qr import qr_svg
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.permissions import Permission, requires
from portal.kernel.presence_code import BadCode, PresenceCode, read_code, write_code
from portal.web.form_base import CodeForm


@bp.get("/activities/<uuid:activity_id>/check-in")
@requires(Permission.ACTIVITY_RECORD)
def show_code(activity_id: UUID) -> ResponseReturnValue:
    return render_template("activities/log/show_code.html", activity=_running(activity_id))


@bp.get("/activities/<uuid:activity_id>/check-in/code.svg")
@requires(Permission.ACTIVITY_RECORD)
def draw_code(activity_id: UUID) -> ResponseReturnValue:
    activity = _running(activity_id)
    code = write_code(
        activity.tenant_id,
        activity.id,
        title=activity.title,
        place=activity.place,
        now=clock.now(),
        sign=sign,
    )
    address = url_for(".show_check_in", c=code, _external=True)
    return Response(qr_svg(address), mimetype="image/svg+xml")


@bp.post("/activities/<uuid:activity_id>/check-in/take-in")
@requires(Permission.ACTIVITY_RECORD)
def take_in_check_ins(activity_id: UUID) -> ResponseReturnValue:
    _own(activity_id)
    try:
        ids = [UUID(text) for text in request.form.getlist("ids")]
        added = take_in(activity_id=activity_id, check_in_ids=ids)
    except ValueError as error:
        raise NotFound from error
    except DomainError as error:
        return back(activity_id, error.message, "warn")
    return back(activity_id, f"Đã đưa {added} người vào danh sách.")


@bp.get("/check-in")
@requires(Permission.OWN_READ)
def show_check_in() -> ResponseReturnValue:
    """Open what was scanned: the name of the activity stands in the signed code itself."""
    code = request.args.get("c", "")
    found: PresenceCode | None = None
    problem = ""
    try:
        found = read_code(code, now=clock.now(), sign=sign)
    except BadCode as error:
        problem = str(error)
    return render_template(
        "activities/log/show_check_in.html",
        found=found,
        problem=problem,
        form=CodeForm(formdata=None, data={"code": code}),
        account=token_hash(str(current_actor().account_id))[:16],
        done=request.args.get("done") == "1",
    )


@bp.post("/check-in")
@requires(Permission.OWN_WRITE)
def check_in() -> ResponseReturnValue:
    """Note a presence; a telephone that kept it sends the same again and is told the same."""
    form = CodeForm()
    is_done = form.carry_out(note)
    words = (
        f"Đã ghi nhận đồng chí có mặt: {form.outcome.title}."
        if is_done
        else str(next((m for errors in form.errors.values() for m in errors), "Chưa ghi được."))
    )
    if request.accept_mimetypes.best == "application/json":
        return jsonify({"ok": is_done, "message": words}), 200 if is_done else 422
    return render_template("activities/log/checked_in.html", is_done=is_done, words=words), form.status


def _own(activity_id: UUID) -> Activity:
    activity = queries.get_activity(activity_id)
    if activity.tenant_id != current_actor().tenant_id:
        raise NotFound
    return activity


def _running(activity_id: UUID) -> Activity:
    """Return an activity that people can be checked in at; NotFound when it is over and done."""
    activity = _own(activity_id)
    if activity.state in {ActivityState.APPROVED, ActivityState.CANCELLED}:
        raise NotFound("Hoạt động đã duyệt hoặc không tổ chức.")
    return activity
