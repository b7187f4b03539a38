"""People who move: letting go, taking in, the record both sides read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.queries import choices
from portal.candidates.queries.draft_page import draft_page
from portal.candidates.queries.records import get_record
from portal.candidates.stages import Stage, is_allowed
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.documents.docx import MEDIA_TYPE, render_docx
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.wording import bloc, said
from portal.transfers import queries
from portal.transfers.certificate import certificate_context
from portal.transfers.forms import REPLY, ReasonForm, ReplyForm, TransferForm
from portal.transfers.operations.answer_transfer import answer_transfer as answer
from portal.transfers.operations.close_transfer import close_transfer as close
from portal.transfers.operations.start_transfer import start_transfer as start
from portal.transfers.operations.take_back_transfer import take_back_transfer as take_back
from portal.web.form_base import EmptyForm
from portal.web.pagination import Page
from portal.web.tables import Column, read_listing

bp = Blueprint("transfers", __name__)

COLUMNS = (
    Column("name", "Họ và tên"),
    Column("from", "Từ", is_wide_only=True),
    Column("to", "Đến"),
    Column("moved_on", "Quyết định chuyển", is_wide_only=True),
    Column("state", "Tình trạng"),
)
STATE = {
    "waiting": ("chờ nơi đến trả lời", "warn"),
    "accepted": ("đã tiếp nhận", "ok"),
    "refused": ("không tiếp nhận", "red"),
    "outside": (said("ra ngoài {bloc}"), ""),
    "withdrawn": ("đã rút", ""),
}


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the names of states and replies."""
    return {"transfer_states": STATE, "transfer_replies": REPLY}


@bp.get("/transfers")
@requires(Permission.TRANSFER_READ)
def list_transfers() -> ResponseReturnValue:
    listing = read_listing(COLUMNS)
    rows, total = queries.list_transfers(offset=listing.offset, limit=listing.size)
    page = Page(rows, total, listing.page)
    return render_template("transfers/list_transfers.html", listing=listing, columns=COLUMNS, page=page)


@bp.route("/candidates/<uuid:candidate_id>/transfer", methods=["GET", "POST"])
@requires(Permission.TRANSFER_MANAGE)
def start_transfer(candidate_id: UUID) -> ResponseReturnValue:
    record = get_record(candidate_id)
    if record.candidate.tenant_id != current_actor().tenant_id:
        raise NotFound
    data = {"moved_on": clock.today(), "letter_date": clock.today()} if request.method == "GET" else None
    form = TransferForm(houses=queries.house_choices(), data=data)
    if form.carry_out(start, candidate_id=candidate_id):
        flash(f"Đã ghi chuyển đi; nơi đến trong {bloc()} thấy ngay.", "ok")
        return redirect(url_for(".show_transfer", transfer_id=form.outcome))
    may_leave = is_allowed(record.candidate.stage, Stage.TRANSFERRED_OUT)
    page = render_template("transfers/start_transfer.html", form=form, record=record, may_leave=may_leave)
    return page, form.status


@bp.get("/transfers/<uuid:transfer_id>")
@requires(Permission.TRANSFER_READ)
def show_transfer(transfer_id: UUID) -> ResponseReturnValue:
    return _page(queries.get_transfer(transfer_id))


@bp.post("/transfers/<uuid:transfer_id>/answer")
@requires(Permission.TRANSFER_MANAGE)
def answer_transfer(transfer_id: UUID) -> ResponseReturnValue:
    found = queries.get_transfer(transfer_id)
    if found.is_outgoing:
        raise NotFound
    form = ReplyForm(units=choices.unit_choices())
    if form.carry_out(answer, transfer_id=transfer_id):
        flash("Đã trả lời; nơi đi thấy ngay.", "ok")
        if form.outcome:
            return redirect(url_for("candidates.show_person", candidate_id=form.outcome))
        return redirect(url_for(".show_transfer", transfer_id=transfer_id))
    return _page(queries.get_transfer(transfer_id), form), form.status


@bp.post("/transfers/<uuid:transfer_id>/take-back")
@requires(Permission.TRANSFER_MANAGE)
def take_back_transfer(transfer_id: UUID) -> ResponseReturnValue:
    _own(transfer_id)
    form = ReasonForm()
    if form.carry_out(take_back, transfer_id=transfer_id):
        flash("Đã rút việc chuyển; đồng chí này trở về bước trước.", "ok")
        return redirect(url_for("candidates.show_person", candidate_id=form.outcome))
    flash(str(next((m for errors in form.errors.values() for m in errors), "Chưa rút được.")), "red")
    return redirect(url_for(".show_transfer", transfer_id=transfer_id))


@bp.post("/transfers/<uuid:transfer_id>/close")
@requires(Permission.TRANSFER_MANAGE)
def close_transfer(transfer_id: UUID) -> ResponseReturnValue:
    _own(transfer_id)
    form = EmptyForm()
    if form.carry_out(close, transfer_id=transfer_id):
        flash("Đã kết thúc theo dõi ở đơn vị; lịch sử vẫn xem được.", "ok")
    else:
        flash(" ".join(form.form_errors), "red")
    return redirect(url_for(".show_transfer", transfer_id=transfer_id))


@bp.get("/transfers/<uuid:transfer_id>/certificate.docx")
@requires(Permission.TRANSFER_MANAGE)
def write_certificate(transfer_id: UUID) -> ResponseReturnValue:
    """Hand out the draft of the certificate that the person is being helped; it bears no number."""
    found = _own(transfer_id)
    page = draft_page(found.row.candidate_id)
    content = render_docx(
        "being_helped_certificate.docx", certificate_context(found.row, page.subject, clock.today())
    )
    audit.record_read(
        "draft.downloaded", subject_type="transfer", subject_id=transfer_id, kind="being_helped"
    )
    headers = {"Content-Disposition": 'attachment; filename="giay-chung-nhan-dang-duoc-giup-do.docx"'}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


def _page(found: queries.TransferRow, form: ReplyForm | None = None) -> str:
    may_manage = has_permission(current_actor(), Permission.TRANSFER_MANAGE)
    may_answer = may_manage and found.is_waiting and found.row.to_tenant_id == current_actor().tenant_id
    if may_answer and form is None:
        form = ReplyForm(units=choices.unit_choices(), formdata=None)
    return render_template(
        "transfers/show_transfer.html",
        found=found,
        form=form if may_answer else None,
        may_manage=may_manage and found.is_outgoing,
    )


def _own(transfer_id: UUID) -> queries.TransferRow:
    found = queries.get_transfer(transfer_id)
    if not found.is_outgoing:
        raise NotFound
    return found
