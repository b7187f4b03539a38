"""Eligibility of one person: the answer, what to do about it, and waivers."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.checklist import STEPS
from portal.candidates.forms.eligibility import RevokeWaiverForm, WaiverForm
from portal.candidates.operations.revoke_waiver import revoke_waiver as revoke
from portal.candidates.operations.sign_waiver import sign_waiver as sign
from portal.candidates.queries.eligibility_page import EligibilityPage, eligibility_page
from portal.candidates.queries.records import get_record
from portal.candidates.views.asked import asked_day
from portal.candidates.views.blueprint import bp
from portal.eligibility.facts import Step
from portal.eligibility.steps import CRITERIA, NEVER_WAIVED
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires


@bp.get("/candidates/<uuid:candidate_id>/eligibility")
@requires(Permission.CANDIDATE_READ)
def show_eligibility(candidate_id: UUID) -> ResponseReturnValue:
    word = request.args.get("step", "")
    page = eligibility_page(
        candidate_id,
        step=cast("Step", word) if word in STEPS else None,
        as_of=asked_day(),
        rule_set_id=request.args.get("rules", ""),
        compare_with=request.args.get("compare", ""),
    )
    return render_template(
        "candidates/show_eligibility.html", page=page, steps=STEPS, criteria=CRITERIA, may=_rights(page)
    )


@bp.route("/candidates/<uuid:candidate_id>/waivers/new", methods=["GET", "POST"])
@requires(Permission.WAIVER_SIGN)
def sign_waiver(candidate_id: UUID) -> ResponseReturnValue:
    record = get_record(candidate_id)
    criterion = CRITERIA.get(request.args.get("criterion", ""))
    if criterion is None or criterion.id in NEVER_WAIVED:
        flash("Chọn điều kiện cần miễn ở trang điều kiện của người này.", "warn")
        return redirect(url_for(".show_eligibility", candidate_id=candidate_id))
    form = WaiverForm()
    if form.carry_out(sign, candidate_id=candidate_id, criterion=criterion.id):
        flash(f"Đã ghi quyết định miễn: {criterion.title}.", "ok")
        return redirect(url_for(".show_eligibility", candidate_id=candidate_id))
    page = render_template("candidates/sign_waiver.html", form=form, record=record, criterion=criterion)
    return page, form.status


@bp.post("/candidates/<uuid:candidate_id>/waivers/<uuid:waiver_id>/revocation")
@requires(Permission.WAIVER_SIGN)
def revoke_waiver(candidate_id: UUID, waiver_id: UUID) -> ResponseReturnValue:
    record = get_record(candidate_id)
    if waiver_id not in {waiver.id for waiver in record.waivers}:
        abort(404)
    form = RevokeWaiverForm()
    if form.carry_out(revoke, candidate_id=candidate_id, waiver_id=waiver_id):
        flash("Đã thu hồi quyết định miễn; điều kiện lại được xét như thường.", "ok")
    else:
        flash(" ".join([*form.form_errors, *form.reason.errors]) or "Chưa thu hồi được.", "red")
    return redirect(url_for(".show_eligibility", candidate_id=candidate_id))


def _rights(page: EligibilityPage) -> dict[str, bool]:
    """Return what the reader may do here; Khối reads only."""
    actor = current_actor()
    permissions = {
        "change": Permission.CANDIDATE_REGISTER,
        "assign": Permission.HELPER_ASSIGN,
        "review": Permission.REVIEW_RECORD,
        "waive": Permission.WAIVER_SIGN,
    }
    return {
        name: page.is_own_house and has_permission(actor, permission)
        for name, permission in permissions.items()
    }
