"""Access tokens of the reader's own house: list, make, the token shown once, revoke."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.accounts import paper, queries
from portal.accounts.forms import AccessTokenForm
from portal.accounts.operations.make_access_token import make_access_token
from portal.accounts.operations.revoke_access_token import revoke_access_token
from portal.accounts.rules import REQUESTS_A_MINUTE
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.permissions import SCOPE_PERMISSIONS, Permission, Scope, has_permission, requires
from portal.organizations.queries import current_organization
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("tokens", __name__)

SCOPE_WORDS = {
    Scope.CLASSES: "Đọc danh sách lớp và lịch học",
    Scope.ENROLMENTS: "Đọc tên, ngày sinh của học viên và người được đề nghị",
    Scope.RESULTS: "Đọc kết quả lớp đã công nhận",
    Scope.NOMINATIONS: "Đọc danh sách có thể đề nghị và gửi đề nghị vào lớp",
}


@bp.get("/settings/access-tokens")
@requires(Permission.TOKEN_MANAGE)
def list_access_tokens() -> ResponseReturnValue:
    return render_template(
        "settings/list_access_tokens.html",
        house=current_organization(),
        rows=queries.list_access_tokens(),
        words=SCOPE_WORDS,
        now=clock.now(),
        may_make=bool(_scopes()),
        form=EmptyForm(),
    )


@bp.route("/settings/access-tokens/new", methods=["GET", "POST"])
@requires(Permission.TOKEN_MANAGE)
def make_token() -> ResponseReturnValue:
    form = AccessTokenForm()
    form.offer_scopes(_scopes())
    if form.carry_out(make_access_token):
        paper.hand_over_token(form.outcome)
        return redirect(url_for(".show_token"))
    return render_template("settings/make_access_token.html", form=form, limit=REQUESTS_A_MINUTE), form.status


@bp.get("/settings/access-tokens/once")
@requires(Permission.TOKEN_MANAGE)
def show_token() -> ResponseReturnValue:
    """Show the token; once, loading the page again shows nothing."""
    return render_template("settings/show_access_token.html", token=paper.take_token())


@bp.post("/settings/access-tokens/<uuid:access_token_id>/revocation")
@requires(Permission.TOKEN_MANAGE)
def revoke_token(access_token_id: UUID) -> ResponseReturnValue:
    revoke_access_token(access_token_id=access_token_id)
    flash("Đã thu hồi mã. Phần mềm giữ mã này bị từ chối từ lần gọi tiếp theo.", "ok")
    return redirect(url_for(".list_access_tokens"))


def _scopes() -> list[tuple[str, str]]:
    """Return the scopes the reader may leave to a program, with their words."""
    actor = current_actor()
    return [
        (scope.value, words)
        for scope, words in SCOPE_WORDS.items()
        if has_permission(actor, SCOPE_PERMISSIONS[scope])
    ]
