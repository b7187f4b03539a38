"""Officers of the reader's own house: list, invitation on paper, roles, switching off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.accounts import pages, paper
from portal.accounts.forms import InviteOfficerForm, InviteSecretaryForm, OfficerForm
from portal.accounts.operations import invitations
from portal.accounts.operations.change_membership import change_membership
from portal.accounts.operations.invite_secretary_of import invite_secretary_of
from portal.accounts.operations.reset_password import reset_password as reset_one
from portal.accounts.operations.set_membership_active import set_membership_active
from portal.accounts.role_giving import ROLE_DUTIES, ROLE_LABELS, head_role, offered_roles, role_words
from portal.accounts.rules import INVITATION_DAYS
from portal.kernel.actor import Role
from portal.kernel.permissions import Permission, requires
from portal.organizations import queries as organizations
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("officers", __name__)


@bp.get("/officers")
@requires(Permission.OFFICER_READ)
def list_officers() -> ResponseReturnValue:
    return render_template(
        "officers/list_officers.html",
        house=organizations.current_organization(),
        officers=pages.list_officers(),
        invitations=pages.list_invitations(),
        form=EmptyForm(),
    )


def _offer(form: InviteOfficerForm | OfficerForm) -> None:
    """Give the form the roles and units of the house."""
    house = organizations.current_organization()
    form.offer_roles(
        (role.value, f"{ROLE_LABELS[role]} – {ROLE_DUTIES[role]}") for role in offered_roles(house.kind)
    )
    if house.is_root or len(offered_roles(house.kind)) == 1:
        del form.unit_id
    else:
        form.unit_id.offer((unit.id, unit.name) for unit in organizations.list_units())


@bp.route("/officers/invite", methods=["GET", "POST"])
@requires(Permission.OFFICER_MANAGE)
def invite_officer() -> ResponseReturnValue:
    form = InviteOfficerForm()
    _offer(form)
    if form.carry_out(_invite):
        return redirect(url_for(".show_paper"))
    return render_template("officers/invite_officer.html", form=form), form.status


def _invite(*, display_name: str, position: str, roles: list[str], unit_id: UUID | None = None) -> None:
    held = frozenset(Role(role) for role in roles)
    code = invitations.invite(display_name=display_name, position=position, roles=held, unit_id=unit_id)
    house = organizations.current_organization()
    _print_invitation(code, display_name, house.name, role_words(held), url_for(".list_officers"))


def _print_invitation(code: str, display_name: str, house_name: str, roles: str, back_url: str) -> None:
    url = url_for("accounts.accept_invitation", code=code, _external=True)
    paper.hand_over(paper.Paper("invitation", code, display_name, "", house_name, roles, url, back_url))


@bp.get("/officers/paper")
@requires(Permission.OFFICER_MANAGE)
def show_paper() -> ResponseReturnValue:
    """Show the sheet with the code or the one-time password; once."""
    sheet = paper.take()
    if sheet is None:
        return render_template("officers/paper_gone.html")
    return render_template(
        "officers/show_paper.html", sheet=sheet, qr=paper.qr_code(sheet.url), days=INVITATION_DAYS
    )


@bp.post("/officers/invitations/<uuid:invitation_id>/revoke")
@requires(Permission.OFFICER_MANAGE)
def revoke_invitation(invitation_id: UUID) -> ResponseReturnValue:
    invitations.revoke_invitation(invitation_id=invitation_id)
    flash("Đã thu hồi mã mời.", "ok")
    return redirect(url_for(".list_officers"))


@bp.route("/officers/<uuid:membership_id>", methods=["GET", "POST"])
@requires(Permission.OFFICER_MANAGE)
def change_officer(membership_id: UUID) -> ResponseReturnValue:
    officer = pages.get_officer(membership_id)
    form = OfficerForm(
        display_name=officer.display_name,
        position=officer.position,
        roles=officer.roles,
        unit_id=officer.unit_id,
    )
    _offer(form)
    if form.carry_out(_change, membership_id=membership_id):
        flash("Đã lưu.", "ok")
        return redirect(url_for(".list_officers"))
    return render_template(
        "officers/change_officer.html", officer=officer, form=form, empty=EmptyForm()
    ), form.status


def _change(*, roles: list[str], **values: Any) -> None:
    change_membership(roles=frozenset(Role(role) for role in roles), **values)


@bp.post("/officers/<uuid:membership_id>/deactivation")
@requires(Permission.OFFICER_MANAGE)
def deactivate_officer(membership_id: UUID) -> ResponseReturnValue:
    set_membership_active(membership_id=membership_id, is_active=False)
    flash("Đã khóa. Người này không vào được đơn vị từ lần bấm tiếp theo.", "ok")
    return redirect(url_for(".list_officers"))


@bp.post("/officers/<uuid:membership_id>/reactivation")
@requires(Permission.OFFICER_MANAGE)
def reactivate_officer(membership_id: UUID) -> ResponseReturnValue:
    set_membership_active(membership_id=membership_id, is_active=True)
    flash("Đã mở lại.", "ok")
    return redirect(url_for(".list_officers"))


@bp.post("/officers/<uuid:membership_id>/password")
@requires(Permission.OFFICER_MANAGE)
def reset_password(membership_id: UUID) -> ResponseReturnValue:
    """Give a one-time password, shown once on a sheet."""
    officer = pages.get_officer(membership_id)
    sheet = {
        "display_name": officer.display_name,
        "username": officer.username,
        "house_name": organizations.current_organization().name,
        "role_words": role_words(officer.roles),
    }
    password = reset_one(membership_id=membership_id)
    url = url_for("accounts.sign_in", _external=True)
    paper.hand_over(paper.Paper("password", password, url=url, back_url=url_for(".list_officers"), **sheet))
    return redirect(url_for(".show_paper"))


@bp.route("/organizations/<uuid:organization_id>/secretary", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_MANAGE)
def invite_secretary(organization_id: UUID) -> ResponseReturnValue:
    """Khối hands the desk of a house to its secretary (docs/decisions/005)."""
    house = organizations.get_organization(organization_id)
    form = InviteSecretaryForm()
    roles = role_words([head_role(house.kind)])
    if form.carry_out(invite_secretary_of, organization_id=organization_id):
        back_url = url_for("organizations.show_organization", organization_id=organization_id)
        _print_invitation(form.outcome, form.display_name.data, house.name, roles, back_url)
        return redirect(url_for(".show_paper"))
    return render_template("officers/invite_secretary.html", house=house, roles=roles, form=form), form.status
