"""A candidate's way in, given on paper by the desk of the house."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.accounts import paper
from portal.accounts.operations.reset_password import reset_password
from portal.accounts.pages import find_member
from portal.candidates.operations.invite_candidate import invite_candidate
from portal.candidates.queries.records import get_record
from portal.candidates.views.blueprint import bp
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm


@bp.post("/candidates/<uuid:candidate_id>/invitation")
@requires(Permission.OFFICER_MANAGE)
def invite_person(candidate_id: UUID) -> ResponseReturnValue:
    name = get_record(candidate_id).person.full_name
    form, back_url = EmptyForm(), url_for(".show_person", candidate_id=candidate_id)
    if form.carry_out(invite_candidate, candidate_id=candidate_id):
        paper.hand_over_to_member("invitation", form.outcome, name, back_url=back_url)
        return redirect(url_for("officers.show_paper"))
    return _refuse(form, back_url)


@bp.post("/candidates/<uuid:candidate_id>/password")
@requires(Permission.OFFICER_MANAGE)
def give_password(candidate_id: UUID) -> ResponseReturnValue:
    """Give a candidate who forgot it a one-time password, shown once on a sheet."""
    person = get_record(candidate_id).person
    member = find_member(person.id)
    if member is None:
        raise NotFound
    username, membership_id = member.username, member.id
    form, back_url = EmptyForm(), url_for(".show_person", candidate_id=candidate_id)
    if form.carry_out(reset_password, membership_id=membership_id):
        paper.hand_over_to_member(
            "password", form.outcome, person.full_name, username=username, back_url=back_url
        )
        return redirect(url_for("officers.show_paper"))
    return _refuse(form, back_url)


def _refuse(form: EmptyForm, back_url: str) -> ResponseReturnValue:
    flash(" ".join(form.form_errors) or "Chưa cấp được.", "red")
    return redirect(back_url)
