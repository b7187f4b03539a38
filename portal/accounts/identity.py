"""From the browser's cookie to the actor of the request; Flask-Login holds the token only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, jsonify, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal.accounts import queries, rules
from portal.accounts.operations import sessions
from portal.accounts.role_giving import OVERSEERS, roles_held
from portal.kernel import clock
from portal.kernel.actor import Actor, Door, Role
from portal.kernel.crypto import token_hash
from portal.kernel.gate import SAFE_METHODS
from portal.kernel.wording import call_bloc

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Flask
    from werkzeug.wrappers import Response

    from portal.accounts.queries import MembershipRow, SessionRow


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login keeps: the session token as id, and the row it stands for."""

    def __init__(self, token: str, row: SessionRow) -> None:
        self.id = token
        self.row = row


def init_app(app: Flask) -> None:
    """Put Flask-Login in place; its own session protection is ours, in the database."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_load)
    app.extensions["actor_named"] = actor_named


def _load(token: str) -> SignedIn | None:
    row = queries.find_session(token_hash(token))
    if row is None:
        return None
    now = clock.now()
    if not rules.is_session_alive(now=now, last_seen_at=row.last_seen_at, expires_at=row.expires_at):
        return None
    if now - row.last_seen_at > rules.SEEN_EVERY:
        sessions.note_seen(session_id=row.id)
    return SignedIn(token, row)


def signed_in() -> SessionRow | None:
    """Return the session behind this request, or None."""
    return current_user.row if current_user.is_authenticated else None


def identify() -> Actor | None:
    """Return the actor of this request, or None for somebody who is not signed in."""
    row = signed_in()
    if row is None or row.current is None:
        return None
    return actor_of(row, row.current, reading=request.method in SAFE_METHODS)


def actor_of(row: SessionRow, membership: MembershipRow, *, reading: bool) -> Actor:
    """Return who acts under a membership, and through which door.

    A candidate comes in by the member door. An overseer reads through the door that sees every
    house and can write nothing, and writes through the staff door of the root house only.
    """
    return actor_for(membership, account_id=row.account_id, name=row.username, reading=reading)


def actor_named(username: str, *, tenant_code: str = "") -> Actor | None:
    """Return the actor behind a sign-in name for a command (``--as``), or None.

    Somebody with several houses works in the one of ``tenant_code``, else in the first.
    """
    account = queries.find_sign_in(rules.normal_username(username))
    memberships = queries.list_memberships(account.id) if account and account.is_active else ()
    wanted = [row for row in memberships if not tenant_code or row.tenant_code == tenant_code]
    if account is None or not wanted:
        return None
    return actor_for(wanted[0], account_id=account.id, name=account.username, reading=False)


def actor_for(membership: MembershipRow, *, account_id: UUID, name: str, reading: bool) -> Actor:
    """Return who acts under a membership by an account, named as the record will name it."""
    call_bloc(membership.bloc_label)
    roles = roles_held(membership.roles, is_root=membership.is_root)
    return Actor(
        tenant_id=membership.tenant_id,
        person_id=membership.person_id,
        account_id=account_id,
        roles=roles,
        unit_scope=frozenset({membership.unit_id}) if membership.unit_id else frozenset(),
        door=door_for(roles, reading=reading),
        name=name,
    )


def door_for(roles: frozenset[Role], *, reading: bool) -> Door:
    """Return the door that a set of roles comes in by."""
    if roles <= {Role.CANDIDATE}:
        return Door.MEMBER
    if reading and not roles.isdisjoint(OVERSEERS):
        return Door.OVERSIGHT
    return Door.STAFF


def ask_to_sign_in() -> Response:
    """Answer somebody who is not signed in: the sign-in page, or 401 for a script."""
    wants_json = request.is_json or request.accept_mimetypes.best == "application/json"
    if wants_json:
        answer = jsonify({"error": {"code": "signed_out", "message": "Cần đăng nhập lại."}})
        answer.status_code = 401
        return answer
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))  # type: ignore[return-value]


def start_session(token: str) -> None:
    """Give the browser its token; whatever it held before sign-in is thrown away."""
    session.clear()
    g.pop("_login_user", None)
    row = queries.find_session(token_hash(token))
    if row is not None:
        login_user(SignedIn(token, row))


def end_session() -> None:
    """Take the token away from the browser."""
    logout_user()
    session.clear()
