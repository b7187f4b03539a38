"""The rotating code at a session of a class, and the telephone of a learner that scanned it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, jsonify, render_template, request, url_for

from courses.classes.models import ClassRun, ClassSession
from courses.classes.operations.check_in_session import check_in_session as note
from courses.classes.operations.check_in_session import sign
from courses.classes.queries import enrolments
from courses.classes.states import ClassState
from courses.classes.views.blueprint import bp
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.crypto import token_hash
from portal.kernel.documents.qr import qr_svg
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.kernel.presence_code import BadCode, PresenceCode, read_code, write_code
from portal.kernel.tenancy import current_tenant_id
from portal.web.form_base import CodeForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@bp.get("/class-sessions/<uuid:class_session_id>/check-in")
@requires(Permission.ATTENDANCE_RECORD)
def show_session_code(class_session_id: UUID) -> ResponseReturnValue:
    session, run = _held_today(class_session_id)
    return render_template("classes/show_session_code.html", session=session, run=run)


@bp.get("/class-sessions/<uuid:class_session_id>/check-in/code.svg")
@requires(Permission.ATTENDANCE_RECORD)
def draw_session_code(class_session_id: UUID) -> ResponseReturnValue:
    session, run = _held_today(class_session_id)
    code = write_code(
        session.tenant_id,
        session.id,
        title=session.title,
        place=session.place or run.place,
        now=clock.now(),
        sign=sign,
    )
    return Response(qr_svg(url_for(".show_class_check_in", c=code, _external=True)), mimetype="image/svg+xml")


@bp.get("/class-check-in")
@requires(Permission.LESSON_STUDY)
def show_class_check_in() -> ResponseReturnValue:
    """Open what was scanned: the name of the session stands in the signed code itself."""
    code = request.args.get("c", "")
    found: PresenceCode | None = None
    problem = ""
    try:
        found = read_code(code, now=clock.now(), sign=sign)
    except BadCode as error:
        problem = str(error)
    return render_template(
        "classes/show_class_check_in.html",
        found=found,
        problem=problem,
        form=CodeForm(formdata=None, data={"code": code}),
        account=token_hash(str(current_actor().account_id))[:16],
    )


@bp.post("/class-check-in")
@requires(Permission.LESSON_STUDY)
def check_in_session() -> ResponseReturnValue:
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
    return render_template("classes/checked_in.html", is_done=is_done, words=words), form.status


def _held_today(class_session_id: UUID) -> tuple[ClassSession, ClassRun]:
    """Return a session of the actor's house on its day; NotFound before, after, and for any other house."""
    session, run = enrolments.get_session(class_session_id)
    if session.tenant_id != current_tenant_id():
        raise NotFound
    if run.state is not ClassState.RUNNING or clock.local(session.starts_at).date() != clock.today():
        raise NotFound("Mã điểm danh chỉ hiện trong ngày học, khi lớp đang mở.")
    return session, run
