"""Letters at the desk of a house: what Khối sent, that it came, the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for

from portal.kernel import audit
from portal.kernel.documents.docx import MEDIA_TYPE
from portal.kernel.permissions import Permission, requires
from portal.kernel.wording import bloc
from portal.organizations import queries as organizations
from portal.oversight.letters import documents, queries
from portal.oversight.letters.forms import AnswerForm
from portal.oversight.letters.operations.answer_letter import answer_letter
from portal.oversight.letters.wording import TABLE_MARK
from portal.web.kept_files import send_kept

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("received_letters", __name__)


@bp.get("/received-letters")
@requires(Permission.LETTER_ANSWER)
def list_received() -> ResponseReturnValue:
    return render_template("oversight/letters/list_received.html", rows=queries.list_received())


@bp.get("/received-letters/<uuid:letter_delivery_id>")
@requires(Permission.LETTER_ANSWER)
def show_received(letter_delivery_id: UUID) -> ResponseReturnValue:
    return _show(letter_delivery_id, AnswerForm(formdata=None))


@bp.post("/received-letters/<uuid:letter_delivery_id>/receipt")
@requires(Permission.LETTER_ANSWER)
def acknowledge(letter_delivery_id: UUID) -> ResponseReturnValue:
    answer_letter(letter_delivery_id=letter_delivery_id)
    flash(f"Đã báo cho {bloc()} là đơn vị đã nhận công văn.", "ok")
    return redirect(url_for(".show_received", letter_delivery_id=letter_delivery_id))


@bp.post("/received-letters/<uuid:letter_delivery_id>/answer")
@requires(Permission.LETTER_ANSWER)
def answer(letter_delivery_id: UUID) -> ResponseReturnValue:
    queries.get_received(letter_delivery_id)
    form = AnswerForm()
    if form.carry_out(_answer, letter_delivery_id=letter_delivery_id):
        flash(f"Đã gửi trả lời đến {bloc()}.", "ok")
        return redirect(url_for(".show_received", letter_delivery_id=letter_delivery_id))
    return _show(letter_delivery_id, form), form.status


@bp.get("/received-letters/<uuid:letter_delivery_id>/docx")
@requires(Permission.LETTER_ANSWER)
def download(letter_delivery_id: UUID) -> ResponseReturnValue:
    delivery = queries.get_received(letter_delivery_id).delivery
    content = documents.write_letter(
        delivery,
        organizations.get_setting(delivery.tenant_id),
        addressees=[f"{organizations.current_organization().name}."],
        written_on=delivery.signed_on,
    )
    audit.record_read("letter.downloaded", subject_type="letter_delivery", subject_id=delivery.id)
    headers = {"Content-Disposition": f'attachment; filename="cong-van-{delivery.number}.docx"'}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


@bp.get("/received-letters/<uuid:letter_delivery_id>/file")
@requires(Permission.LETTER_ANSWER)
def download_file(letter_delivery_id: UUID) -> ResponseReturnValue:
    return send_kept(queries.get_received(letter_delivery_id).delivery)


@bp.get("/received-letters/replies/<uuid:letter_reply_id>/file")
@requires(Permission.LETTER_ANSWER)
def download_own_file(letter_reply_id: UUID) -> ResponseReturnValue:
    return send_kept(queries.get_reply(letter_reply_id))


def _show(letter_delivery_id: UUID, form: AnswerForm) -> str:
    row = queries.get_received(letter_delivery_id)
    return render_template("oversight/letters/show_received.html", row=row, form=form, mark=TABLE_MARK)


def _answer(*, file: Any, document_no: str | None, **values: Any) -> UUID:
    paper = (file.filename or "", file.read()) if file else None
    return answer_letter(file=paper, document_no=document_no or "", **values)
