"""Letters: what would be said, the draft, its Word file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from portal.kernel import audit, clock
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.documents.docx import MEDIA_TYPE
from portal.kernel.permissions import Permission, requires
from portal.organizations import queries as organizations
from portal.oversight.letters import documents, queries
from portal.oversight.letters.forms import DraftLetterForm
from portal.oversight.letters.operations.discard_letter import discard_letter
from portal.oversight.letters.operations.draft_urging_letter import draft_urging_letter
from portal.web.fields import parse_date

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("letters", __name__)

REPLY_DAYS = 30


@bp.get("/letters")
@requires(Permission.LETTER_DRAFT)
def list_letters() -> ResponseReturnValue:
    return render_template("oversight/letters/list_letters.html", letters=queries.list_letters())


@bp.route("/letters/urging", methods=["GET", "POST"])
@requires(Permission.LETTER_DRAFT)
def draft_letter() -> ResponseReturnValue:
    today = clock.today()
    form = DraftLetterForm(
        as_of=_date(request.args.get("as_of")) or today, reply_due=today + timedelta(days=REPLY_DAYS)
    )
    if form.carry_out(_draft):
        flash("Đã soạn dự thảo. Tải về để chỉnh sửa trong Word trước khi trình ký.", "ok")
        return redirect(url_for(".show_letter", letter_id=form.outcome))
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        preview = queries.urging_figures(
            form.term.data or None, form.as_of.data or today, form.threshold.data or 50
        )
    return render_template("oversight/letters/draft_letter.html", form=form, figures=preview), form.status


def _draft(*, as_of: date, threshold: int, reply_due: date, term: str) -> UUID:
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        figures = queries.urging_figures(term or None, as_of, threshold).as_document()
    return draft_urging_letter(figures=figures, as_of=as_of, threshold=threshold, reply_due=reply_due)


@bp.get("/letters/<uuid:letter_id>")
@requires(Permission.LETTER_DRAFT)
def show_letter(letter_id: UUID) -> ResponseReturnValue:
    letter = queries.get_letter(letter_id)
    return render_template("oversight/letters/show_letter.html", letter=letter)


@bp.get("/letters/<uuid:letter_id>/docx")
@requires(Permission.LETTER_DRAFT)
def download_letter(letter_id: UUID) -> ResponseReturnValue:
    letter = queries.get_letter(letter_id)
    content = documents.urging_letter(
        setting=organizations.get_setting(),
        figures=letter.figures,
        as_of=letter.as_of,
        reply_due=letter.reply_due,
        written_on=clock.local(letter.created_at).date(),
    )
    audit.record_read("letter.downloaded", subject_type="letter", subject_id=letter.id)
    name = f"cong-van-don-doc-{letter.as_of:%Y-%m-%d}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


@bp.post("/letters/<uuid:letter_id>/discard")
@requires(Permission.LETTER_DRAFT)
def discard(letter_id: UUID) -> ResponseReturnValue:
    discard_letter(letter_id=letter_id)
    flash("Đã bỏ dự thảo.", "ok")
    return redirect(url_for(".list_letters"))


def _date(text: str | None) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None
