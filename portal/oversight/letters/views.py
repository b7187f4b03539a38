"""Letters: what would be said, the draft, its Word file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from portal.kernel import audit, clock
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.documents.docx import MEDIA_TYPE
from portal.kernel.permissions import Permission, requires
from portal.organizations import queries as organizations
from portal.oversight.letters import documents, queries
from portal.oversight.letters.forms import DraftLetterForm, PreviewForm
from portal.oversight.letters.operations.discard_letter import discard_letter
from portal.oversight.letters.operations.draft_urging_letter import draft_urging_letter
from portal.oversight.letters.rules import REPLY_DAYS, USUAL_THRESHOLD
from portal.targets.queries import list_terms

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

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
    if form.carry_out(_draft):
        flash("Đã soạn dự thảo. Tải về để chỉnh sửa trong Word trước khi trình ký.", "ok")
        return redirect(url_for(".show_letter", letter_id=form.outcome))
    page = render_template(
        "oversight/letters/draft_letter.html",
        asked=asked,
        form=form,
        figures=_preview(form),
        letterhead=organizations.get_setting(),
    )
    return page, form.status


def _preview(form: DraftLetterForm) -> LetterFigures | None:
    """Return what the letter would say; None before any term is there."""
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        if not list_terms():
            return None
        return queries.urging_figures(
            None, form.as_of.data or clock.today(), form.threshold.data or USUAL_THRESHOLD
        )


def _draft(*, as_of: date, threshold: int, reply_due: date) -> UUID:
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        figures = queries.urging_figures(None, as_of, threshold).as_document()
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
    content = documents.write_letter(letter, organizations.get_setting())
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
