"""The proctor's room: who sits, how it goes, and what may be decided about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for

from courses.exams.forms import AccessCodeForm, GiveBackForm, OrderForm, WindowForm
from courses.exams.machine import STATE_LABELS
from courses.exams.operations.change_access_code import change_access_code
from courses.exams.operations.extend_window import extend_window
from courses.exams.operations.give_back_time import give_back_time
from courses.exams.operations.give_order import give_order
from courses.exams.orders import ORDER_LABELS, OrderKind
from courses.exams.queries import proctor as reading
from courses.exams.queries.desk import get_desk_row
from courses.exams.words import EVENT_LABELS, ORDER_HINTS
from portal.kernel import clock
from portal.kernel.permissions import Permission, requires
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.web.form_base import PortalForm

bp = Blueprint("proctor", __name__)

COLUMNS = (
    Column("name", "Họ và tên"),
    Column("house", "Đơn vị", is_wide_only=True),
    Column("state", "Tình trạng"),
    Column("left", "Còn lại", numeric=True),
    Column("seen", "Lưu lần cuối"),
    Column("focus", "Rời trang", numeric=True, is_wide_only=True),
)


@bp.get("/exam-desk/<uuid:exam_id>/room")
@requires(Permission.EXAM_MANAGE)
def show_room(exam_id: UUID) -> ResponseReturnValue:
    return _room(
        exam_id, GiveBackForm(formdata=None), WindowForm(formdata=None), AccessCodeForm(formdata=None)
    )


def _room(
    exam_id: UUID, give_back_form: GiveBackForm, window_form: WindowForm, code_form: AccessCodeForm
) -> Response:
    row = get_desk_row(exam_id)
    sitters = reading.list_sitters(row.exam)
    return render_page_or_block(
        "exams/show_room.html",
        blocks=("sitters",),
        row=row,
        columns=COLUMNS,
        page=Page(sitters, len(sitters), size=max(1, len(sitters))),
        counts=reading.count_states(sitters),
        state_labels=STATE_LABELS,
        now=clock.now(),
        give_back_form=give_back_form,
        window_form=window_form,
        code_form=code_form,
    )


@bp.post("/exam-desk/<uuid:exam_id>/room/time")
@requires(Permission.EXAM_MANAGE)
def give_back(exam_id: UUID) -> ResponseReturnValue:
    form = GiveBackForm()
    if form.carry_out(give_back_time, exam_id=exam_id):
        flash(f"Đã cộng giờ cho {form.outcome} người đang làm bài và lùi giờ đóng.", "ok")
        return redirect(url_for(".show_room", exam_id=exam_id))
    return _again(exam_id, form)


@bp.post("/exam-desk/<uuid:exam_id>/room/window")
@requires(Permission.EXAM_MANAGE)
def extend(exam_id: UUID) -> ResponseReturnValue:
    form = WindowForm()
    if form.carry_out(extend_window, exam_id=exam_id):
        flash("Đã lùi giờ đóng bài thi.", "ok")
        return redirect(url_for(".show_room", exam_id=exam_id))
    return _again(exam_id, form)


@bp.post("/exam-desk/<uuid:exam_id>/room/access-code")
@requires(Permission.EXAM_MANAGE)
def change_code(exam_id: UUID) -> ResponseReturnValue:
    form = AccessCodeForm()
    if form.carry_out(change_access_code, exam_id=exam_id):
        flash("Đã đổi mã vào phòng thi. Đọc mã mới cho người chưa vào.", "ok")
        return redirect(url_for(".show_room", exam_id=exam_id))
    return _again(exam_id, form)


def _again(exam_id: UUID, form: PortalForm) -> ResponseReturnValue:
    """Show the room with the form that was refused, everything typed in it kept."""
    forms = [
        form if isinstance(form, kind) else kind(formdata=None)
        for kind in (GiveBackForm, WindowForm, AccessCodeForm)
    ]
    page = _room(exam_id, *forms)
    page.status_code = form.status
    return page


@bp.get("/exam-desk/<uuid:exam_id>/room/<uuid:enrolment_id>")
@requires(Permission.EXAM_MANAGE)
def show_sitter(exam_id: UUID, enrolment_id: UUID) -> ResponseReturnValue:
    return _sitter(exam_id, enrolment_id)


@bp.post("/exam-desk/<uuid:exam_id>/room/<uuid:enrolment_id>/<kind>")
@requires(Permission.EXAM_MANAGE)
def order(exam_id: UUID, enrolment_id: UUID, kind: str) -> ResponseReturnValue:
    if kind not in set(OrderKind):
        abort(404)
    form = OrderForm(kind=OrderKind(kind))
    if form.carry_out(give_order, exam_id=exam_id, enrolment_id=enrolment_id, kind=OrderKind(kind)):
        flash(f"Đã ghi: {ORDER_LABELS[OrderKind(kind)].lower()}.", "ok")
        return redirect(url_for(".show_sitter", exam_id=exam_id, enrolment_id=enrolment_id))
    return _sitter(exam_id, enrolment_id, form), form.status


def _sitter(exam_id: UUID, enrolment_id: UUID, refused: OrderForm | None = None) -> str:
    page = reading.get_sitter_page(exam_id, enrolment_id)
    forms = {kind: OrderForm(kind=kind, formdata=None) for kind in page.possible}
    if refused is not None:
        forms[refused.kind] = refused
    return render_template(
        "exams/show_sitter.html",
        page=page,
        forms=forms,
        state_labels=STATE_LABELS,
        order_labels=ORDER_LABELS,
        order_hints=ORDER_HINTS,
        event_labels=EVENT_LABELS,
    )
