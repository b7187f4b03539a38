"""Sign-in, own password, own browsers, working house."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from portal.accounts import identity, queries, token_entry
from portal.accounts.devices import device_words
from portal.accounts.forms import AcceptInvitationForm, ChangePasswordForm, SignInForm
from portal.accounts.operations import invitations, sessions
from portal.accounts.role_giving import role_words
from portal.kernel.actor import acting_as
from portal.kernel.permissions import Permission, public, requires
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from portal.accounts.queries import SessionRow

bp = Blueprint("accounts", __name__)

OPEN_WHILE_PASSWORD_IS_NEW = frozenset(
    {
        "accounts.change_password",
        "accounts.sign_out",
        "static",
        "bootstrap.static",
        "assets.show_stylesheet",
        "healthz",
    }
)


def init_app(app: Flask) -> None:
    """Register the pages and keep a first-time password from being used for anything else."""
    app.register_blueprint(bp)

    @app.before_request
    def ask_for_own_password() -> ResponseReturnValue | None:
        is_open = request.endpoint is None or request.endpoint in OPEN_WHILE_PASSWORD_IS_NEW
        if is_open or token_entry.asks_for_token():
            return None
        row = identity.signed_in()
        if row is None or not row.must_change_password:
            return None
        return redirect(url_for("accounts.change_password"))


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    if identity.signed_in() is not None and request.method == "GET":
        return redirect(_next_page())
    form = SignInForm()
    browser = {"browser": request.user_agent.string, "address": request.remote_addr or ""}
    if form.carry_out(sessions.sign_in, **browser):
        identity.start_session(form.outcome)
        return redirect(_next_page())
    return render_template("accounts/sign_in.html", form=form), form.status


@bp.post("/sign-out")
@requires(Permission.OWN_WRITE)
def sign_out() -> ResponseReturnValue:
    sessions.revoke_session(session_id=_own_session().id)
    identity.end_session()
    flash("Đã đăng xuất.", "ok")
    return redirect(url_for(".sign_in"))


@bp.route("/accept-invitation", methods=["GET", "POST"])
@public
def accept_invitation() -> ResponseReturnValue:
    form = AcceptInvitationForm(code=request.args.get("code", ""))
    if form.carry_out(_accept):
        flash("Đã nhận lời mời. Mời đồng chí đăng nhập.", "ok")
        return redirect(url_for(".sign_in"))
    return render_template("accounts/accept_invitation.html", form=form), form.status


def _accept(*, code: str, username: str, password: str, repeated: str) -> str:  # noqa: ARG001 -- checked by the form
    return invitations.accept_invitation(
        code=code, username=username, password=password, address=request.remote_addr or ""
    )


@bp.route("/account/password", methods=["GET", "POST"])
@requires(Permission.OWN_WRITE)
def change_password() -> ResponseReturnValue:
    row = _own_session()
    form = ChangePasswordForm()

    def change(*, current: str, new: str, repeated: str) -> None:  # noqa: ARG001 -- checked by the form
        sessions.change_password(session_id=row.id, current=current, new=new)

    if form.carry_out(change):
        flash("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất.", "ok")
        return redirect(url_for("inbox.home"))
    return render_template(
        "accounts/change_password.html", form=form, first_time=row.must_change_password
    ), form.status


@bp.get("/account")
@requires(Permission.OWN_READ)
def own_account() -> ResponseReturnValue:
    row = _own_session()
    with acting_as(sessions.own_auth_actor()):
        browsers = queries.list_sessions(row.account_id)
    return render_template(
        "accounts/own_account.html",
        account=row,
        browsers=[(browser, device_words(browser.browser)) for browser in browsers],
        form=EmptyForm(),
        role_words=role_words,
    )


@bp.post("/account/sessions/<uuid:web_session_id>/revoke")
@requires(Permission.OWN_WRITE)
def revoke_session(web_session_id: UUID) -> ResponseReturnValue:
    sessions.revoke_session(session_id=web_session_id)
    flash("Đã đăng xuất thiết bị.", "ok")
    return redirect(url_for(".own_account"))


@bp.post("/account/working-in")
@requires(Permission.OWN_WRITE)
def switch_tenant() -> ResponseReturnValue:
    row = _own_session()
    wanted = request.form.get("membership_id", "")
    chosen = next((own for own in row.memberships if str(own.id) == wanted), None)
    if chosen is None:
        abort(404)
    sessions.switch_tenant(session_id=row.id, tenant_id=chosen.tenant_id)
    flash(f"Đang làm việc tại {chosen.tenant_name}.", "ok")
    return redirect(url_for("inbox.home"))


def _own_session() -> SessionRow:
    row = identity.signed_in()
    if row is None:
        abort(403)
    return row


def _next_page() -> str:
    """Return where to go after sign-in: a page of this site or home."""
    wanted = request.args.get("next", "")
    return wanted if _is_local(wanted) else url_for("inbox.home")


def _is_local(target: str) -> bool:
    """Tell whether an address stays on this site, however a browser may read it."""
    if not target.startswith("/") or target.startswith("//") or "\\" in target or not target.isprintable():
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc
