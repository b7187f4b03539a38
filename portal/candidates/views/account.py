"""A candidate's way in, given on paper by the desk of the house."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.accounts import paper
from portal.accounts.operations.reset_password import reset_password
from portal.accounts.pages import find_member
from portal.accounts.role_giving import role_words
from portal.candidates.forms.work import EmptyForm
from portal.candidates.operations.invite_candidate import invite_candidate
from portal.candidates.queries.records import get_record
from portal.candidates.views.blueprint import bp
from portal.kernel.actor import Role
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.organizations.queries import current_organization


@bp.post("/candidates/<uuid:candidate_id>/invitation")
@requires(Permission.OFFICER_MANAGE)
def invite_person(candidate_id: UUID) -> ResponseReturnValue:
    name = get_record(candidate_id).person.full_name
    form = EmptyForm()
    if form.carry_out(invite_candidate, candidate_id=candidate_id):
        url = url_for("accounts.accept_invitation", code=form.outcome, _external=True)
        return _print("invitation", form.outcome, name, url=url, back_to=candidate_id)
    return _refuse(form, candidate_id)


@bp.post("/candidates/<uuid:candidate_id>/password")
@requires(Permission.OFFICER_MANAGE)
def give_password(candidate_id: UUID) -> ResponseReturnValue:
    """Give a candidate who forgot it a one-time password, shown once on a sheet."""
    person = get_record(candidate_id).person
    member = find_member(person.id)
    if member is None:
        raise NotFound
    username, membership_id = member.username, member.id
    form = EmptyForm()
    if form.carry_out(reset_password, membership_id=membership_id):
        url = url_for("accounts.sign_in", _external=True)
        return _print(
            "password", form.outcome, person.full_name, username=username, url=url, back_to=candidate_id
        )
    return _refuse(form, candidate_id)


def _print(
    kind: str, secret: str, name: str, *, url: str, back_to: UUID, username: str = ""
) -> ResponseReturnValue:
    roles, house = role_words(frozenset({Role.CANDIDATE})), current_organization().name
    back_url = url_for(".show_person", candidate_id=back_to)
    paper.hand_over(paper.Paper(kind, secret, name, username, house, roles, url, back_url))
    return redirect(url_for("officers.show_paper"))


def _refuse(form: EmptyForm, candidate_id: UUID) -> ResponseReturnValue:
    flash(" ".join(form.form_errors) or "Chưa cấp được.", "red")
    return redirect(url_for(".show_person", candidate_id=candidate_id))
