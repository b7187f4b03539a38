"""The dossier of one person as a table: where every paper is, entered in one go, printed."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.dossier import Part
from portal.candidates.evidence_kinds import STATE_WORDS
from portal.candidates.forms.dossier import DossierForm
from portal.candidates.operations.record_papers import record_papers
from portal.candidates.queries.dossier_page import DossierPage, dossier_page
from portal.candidates.views.blueprint import bp
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires

PART_WORDS = {Part.ADMISSION: "Hồ sơ kết nạp", Part.RECOGNITION: "Hồ sơ công nhận chính thức"}


@bp.get("/candidates/<uuid:candidate_id>/dossier")
@requires(Permission.CANDIDATE_READ)
def show_dossier(candidate_id: UUID) -> ResponseReturnValue:
    page = dossier_page(candidate_id, part=request.args.get("part", ""))
    return _render(page, DossierForm(rows=page.rows))


@bp.post("/candidates/<uuid:candidate_id>/dossier")
@requires(Permission.CANDIDATE_REGISTER)
def record_dossier(candidate_id: UUID) -> ResponseReturnValue:
    page = dossier_page(candidate_id, part=request.args.get("part", ""))
    form = DossierForm(rows=page.rows)
    if form.carry_out(record_papers, candidate_id=candidate_id):
        flash(f"Đã ghi {form.outcome} giấy tờ.", "ok")
        return redirect(url_for(".show_dossier", candidate_id=candidate_id, part=page.part.value))
    return _render(page, form), form.status


@bp.get("/candidates/<uuid:candidate_id>/dossier/print")
@requires(Permission.CANDIDATE_READ)
def print_dossier(candidate_id: UUID) -> ResponseReturnValue:
    page = dossier_page(candidate_id)
    return render_template(
        "candidates/print_dossier.html",
        page=page,
        part_words=PART_WORDS,
        state_words=STATE_WORDS,
        printed_at=clock.now(),
    )


def _render(page: DossierPage, form: DossierForm) -> str:
    may_enter = page.is_own_house and has_permission(current_actor(), Permission.CANDIDATE_REGISTER)
    return render_template(
        "candidates/show_dossier.html",
        page=page,
        form=form,
        part_words=PART_WORDS,
        state_words=STATE_WORDS,
        may_enter=may_enter,
        may_draft=page.is_own_house and has_permission(current_actor(), Permission.STAGE_ADVANCE),
    )
