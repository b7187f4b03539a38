"""Working drafts: which can be written, what is still missing, and the Word file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.draft_texts import draft_context, workplace_of
from portal.candidates.drafts import LABELS, DraftKind, DraftSubject
from portal.candidates.forms.drafts import FORMS
from portal.candidates.queries.draft_page import draft_page
from portal.candidates.views.blueprint import bp
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.documents.docx import MEDIA_TYPE, render_docx
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires


@bp.get("/candidates/<uuid:candidate_id>/drafts")
@requires(Permission.STAGE_ADVANCE)
def list_drafts(candidate_id: UUID) -> ResponseReturnValue:
    page = draft_page(candidate_id)
    may_set = has_permission(current_actor(), Permission.SETTING_MANAGE)
    return render_template("candidates/list_drafts.html", page=page, labels=LABELS, may_set=may_set)


@bp.route("/candidates/<uuid:candidate_id>/drafts/<name>", methods=["GET", "POST"])
@requires(Permission.STAGE_ADVANCE)
def write_draft(candidate_id: UUID, name: str) -> ResponseReturnValue:
    """Ask for what the portal does not know and hand out the draft; what was typed is kept nowhere."""
    if name not in set(DraftKind):
        draft_page(candidate_id)
        raise NotFound
    kind = DraftKind(name)
    page = draft_page(candidate_id)
    if page.missing(kind):
        flash("Bổ sung các thông tin còn thiếu trước khi soạn.", "warn")
        return redirect(url_for(".list_drafts", candidate_id=candidate_id))
    form = FORMS[kind](data=_known(page.subject))
    if form.carry_out(_write, kind=kind, subject=page.subject):
        audit.record_read(
            "draft.downloaded", subject_type="candidate", subject_id=candidate_id, kind=kind.value
        )
        headers = {"Content-Disposition": f'attachment; filename="{kind.value.replace("_", "-")}.docx"'}
        return Response(form.outcome, mimetype=MEDIA_TYPE, headers=headers)
    shown = render_template("candidates/write_draft.html", form=form, record=page.record, label=LABELS[kind])
    return shown, form.status


def _write(*, kind: DraftKind, subject: DraftSubject, **typed: Any) -> bytes:
    return render_docx(f"{kind.value}.docx", draft_context(kind, subject, typed, clock.today()))


def _known(subject: DraftSubject) -> dict[str, Any]:
    """Return what the form need not be told; everything can be changed before it is written."""
    return {
        "helper": subject.helper,
        "strengths": subject.strengths,
        "weaknesses": subject.weaknesses,
        "meeting_place": subject.place and f"Hội trường {workplace_of(subject.house_name)}",
        "copies": 2,
    }
