"""Letters at the desk of Khối: draft from the figures, edit, number after signing, register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from portal.kernel import audit, clock
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.documents.docx import MEDIA_TYPE
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.organizations import queries as organizations
from portal.oversight.letters import documents, queries
from portal.oversight.letters.forms import (
    DraftLetterForm,
    EditLetterForm,
    NewLetterForm,
    PreviewForm,
    SendLetterForm,
)
from portal.oversight.letters.models import LetterKind, LetterState
from portal.oversight.letters.operations.discard_letter import discard_letter
from portal.oversight.letters.operations.draft_letter import draft_letter as keep_draft
from portal.oversight.letters.operations.edit_letter import edit_letter
from portal.oversight.letters.operations.send_letter import send_letter
from portal.oversight.letters.rules import REPLY_DAYS, USUAL_THRESHOLD
from portal.oversight.letters.wording import TABLE_MARK
from portal.targets.queries import list_terms
from portal.web.kept_files import send_kept

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.oversight.letters.models import Letter
    from portal.oversight.letters.rules import LetterFigures

bp = Blueprint("letters", __name__)


@bp.get("/letters")
@requires(Permission.LETTER_DRAFT)
def list_letters() -> ResponseReturnValue:
    return render_template("oversight/letters/list_letters.html", letters=queries.list_letters())


@bp.route("/letters/urging", methods=["GET", "POST"])
@requires(Permission.LETTER_DRAFT)
def draft_letter() -> ResponseReturnValue:
    today = clock.today()
    usual = {"as_of": f"{today:%d/%m/%Y}", "threshold": str(USUAL_THRESHOLD)}
    asked = PreviewForm(MultiDict(usual | request.args.to_dict()))
    asked.validate()
    form = DraftLetterForm(
        as_of=asked.as_of.data or today,
        threshold=asked.threshold.data or USUAL_THRESHOLD,
        reply_due=today + timedelta(days=REPLY_DAYS),
    )
    if form.carry_out(_draft_urging):
        flash("Đã soạn dự thảo từ số liệu. Đọc lại, sửa nếu cần, rồi tải bản Word để trình ký.", "ok")
        return redirect(url_for(".show_letter", letter_id=form.outcome))
    page = render_template(
        "oversight/letters/draft_letter.html",
        asked=asked,
        form=form,
        figures=_preview(form),
        letterhead=organizations.get_setting(),
    )
    return page, form.status


@bp.route("/letters/new", methods=["GET", "POST"])
@requires(Permission.LETTER_DRAFT)
def new_letter() -> ResponseReturnValue:
    form = NewLetterForm(houses=_houses())
    if form.carry_out(_draft):
        flash("Đã soạn dự thảo từ số liệu hôm nay. Đọc lại và sửa trước khi trình ký.", "ok")
        return redirect(url_for(".edit", letter_id=form.outcome))
    return render_template("oversight/letters/new_letter.html", form=form), form.status


@bp.get("/letters/<uuid:letter_id>")
@requires(Permission.LETTER_DRAFT)
def show_letter(letter_id: UUID) -> ResponseReturnValue:
    return _show(letter_id, SendLetterForm(formdata=None))


@bp.route("/letters/<uuid:letter_id>/edit", methods=["GET", "POST"])
@requires(Permission.LETTER_DRAFT)
def edit(letter_id: UUID) -> ResponseReturnValue:
    letter = queries.get_letter(letter_id)
    if letter.state is not LetterState.DRAFT:
        raise NotFound
    form = EditLetterForm(
        houses=_houses(),
        data={
            "subject": letter.subject,
            "body": letter.body,
            "reply_due": letter.reply_due,
            "addressees": [UUID(house) for house in letter.addressees],
            "version": letter.version,
        },
    )
    if form.carry_out(_edit, letter_id=letter_id):
        flash("Đã lưu dự thảo.", "ok")
        return redirect(url_for(".show_letter", letter_id=letter_id))
    page = render_template("oversight/letters/edit_letter.html", form=form, letter=letter, mark=TABLE_MARK)
    return page, form.status


@bp.post("/letters/<uuid:letter_id>/sending")
@requires(Permission.LETTER_DRAFT)
def send(letter_id: UUID) -> ResponseReturnValue:
    form = SendLetterForm()
    if form.carry_out(send_letter, letter_id=letter_id):
        flash(f"Đã ghi số, ngày ký và gửi công văn đến {form.outcome} đơn vị.", "ok")
        return redirect(url_for(".show_letter", letter_id=letter_id))
    return _show(letter_id, form), form.status


@bp.get("/letters/<uuid:letter_id>/docx")
@requires(Permission.LETTER_DRAFT)
def download_letter(letter_id: UUID) -> ResponseReturnValue:
    letter = queries.get_letter(letter_id)
    setting = organizations.get_setting()
    content = documents.write_letter(
        letter,
        setting,
        addressees=documents.name_addressees(_names(letter), setting.bloc_label),
        written_on=clock.local(letter.created_at).date(),
    )
    audit.record_read("letter.downloaded", subject_type="letter", subject_id=letter.id)
    name = f"cong-van-{letter.number or 'du-thao'}-{letter.as_of:%Y-%m-%d}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


@bp.get("/letters/<uuid:letter_id>/file")
@requires(Permission.LETTER_DRAFT)
def download_file(letter_id: UUID) -> ResponseReturnValue:
    return send_kept(queries.get_letter(letter_id))


@bp.get("/letters/replies/<uuid:letter_reply_id>/file")
@requires(Permission.LETTER_DRAFT)
def download_reply_file(letter_reply_id: UUID) -> ResponseReturnValue:
    return send_kept(queries.get_reply(letter_reply_id))


@bp.post("/letters/<uuid:letter_id>/discard")
@requires(Permission.LETTER_DRAFT)
def discard(letter_id: UUID) -> ResponseReturnValue:
    discard_letter(letter_id=letter_id)
    flash("Đã bỏ dự thảo.", "ok")
    return redirect(url_for(".list_letters"))


def _show(letter_id: UUID, sending: SendLetterForm) -> str:
    letter = queries.get_letter(letter_id)
    return render_template(
        "oversight/letters/show_letter.html",
        letter=letter,
        rows=queries.list_deliveries(letter_id),
        names=dict(_houses()),
        addressees=_names(letter),
        sending=sending,
        mark=TABLE_MARK,
        suffix=organizations.get_setting().number_suffix or "CV/ĐUK",
    )


def _preview(form: DraftLetterForm) -> LetterFigures | None:
    """Return what the letter would say; None before any term is there."""
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        if not list_terms():
            return None
        return queries.urging_figures(
            None, form.as_of.data or clock.today(), form.threshold.data or USUAL_THRESHOLD
        )


def _draft_urging(*, as_of: date, threshold: int, reply_due: date) -> UUID:
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        figures = queries.urging_figures(None, as_of, threshold).as_document()
    return keep_draft(
        kind=LetterKind.URGING,
        figures=figures,
        as_of=as_of,
        threshold=threshold,
        reply_due=reply_due,
        addressees=queries.named_in(figures, with_unions=True),
    )


def _draft(*, kind: str, reply_due: date | None, addressees: list[UUID]) -> UUID:
    today, chosen = clock.today(), LetterKind(kind)
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        figures = queries.live_figures(chosen, today, addressees)
    named = addressees or queries.named_in(figures, with_unions=False)
    return keep_draft(kind=chosen, figures=figures, as_of=today, reply_due=reply_due, addressees=named)


def _edit(*, file: Any, version: str, **values: Any) -> None:
    paper = (file.filename or "", file.read()) if file else None
    edit_letter(file=paper, version=int(version) if version.isdigit() else 0, **values)


def _houses() -> list[tuple[UUID, str]]:
    return [(house.id, f"{house.code} · {house.name}") for house in queries.list_addressees()]


def _names(letter: Letter) -> list[str]:
    wanted = set(letter.addressees)
    return [house.name for house in queries.list_addressees() if str(house.id) in wanted]
