"""Sign-in, sign-out and the life of a session; all through the sign-in door."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import update

from portal.accounts import queries, rules
from portal.accounts.models import Account, WebSession
from portal.accounts.operations import throttle
from portal.accounts.passwords import hash_password, is_password
from portal.kernel import audit, clock
from portal.kernel.actor import Actor, Door, acting_as, current_actor
from portal.kernel.crypto import new_token, token_hash
from portal.kernel.database import db, lock, service_connection
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.operation import operation

if TYPE_CHECKING:
    from portal.accounts.queries import MembershipRow, SignInRow

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
BROWSER_LENGTH = 200


def sign_in(*, username: str, password: str, browser: str = "", address: str = "") -> str:
    """Check a password and open a session; return its token. Failures are counted and recorded.

    Raises DomainError with the same words for an unknown name, a wrong password and a closed account.
    """
    attempt = throttle.Attempt(rules.normal_username(username), address)
    throttle.check_open(attempt)
    account = queries.find_sign_in(attempt.username)
    is_right = is_password(account.password_hash if account else None, password)
    memberships = queries.list_memberships(account.id) if account else ()
    if account is None or not memberships or not is_right or not account.is_active:
        throttle.note_failure(attempt)
        if account is not None and memberships:
            with acting_as(auth_actor(account, memberships[0])):
                _record_failure(account_id=account.id, address=address)
        raise DomainError(WRONG)
    throttle.forget_failures(attempt.username)
    with acting_as(auth_actor(account, memberships[0])):
        return _open_session(account_id=account.id, browser=browser[:BROWSER_LENGTH], address=address)


def auth_actor(account: SignInRow, membership: MembershipRow) -> Actor:
    """Return the actor for sign-in itself: the sign-in door, recorded in the person's own house."""
    return Actor(tenant_id=membership.tenant_id, door=Door.AUTH, account_id=account.id, name=account.username)


def own_auth_actor() -> Actor:
    """Return the current actor at the sign-in door (own password, own sessions)."""
    return replace(current_actor(), door=Door.AUTH, person_id=None)


@operation
def _record_failure(*, account_id: UUID, address: str) -> None:
    audit.record("account.sign_in_failed", lock(Account, account_id), address=address)


@operation
def _open_session(*, account_id: UUID, browser: str, address: str) -> str:
    account = lock(Account, account_id)
    account.last_sign_in_at = clock.now()
    token = new_token()
    web_session = WebSession(
        token_hash=token_hash(token),
        account_id=account_id,
        tenant_id=current_actor().tenant_id,
        expires_at=clock.now() + rules.SESSION_LIMIT,
        browser=browser,
        address=address,
    )
    db.session.add(web_session)
    audit.record("session.opened", web_session)
    return token


def note_seen(*, session_id: UUID) -> None:
    """Push the idle limit of a session forward; the row is its own record."""
    with service_connection(Door.AUTH) as connection:
        connection.execute(
            update(WebSession).where(WebSession.id == session_id).values(last_seen_at=clock.now())
        )


def revoke_session(*, session_id: UUID) -> None:
    """Sign one of the actor's own browsers out."""
    with acting_as(own_auth_actor()):
        _revoke(session_id=session_id)


@operation
def _revoke(*, session_id: UUID) -> None:
    web_session = lock(WebSession, session_id)
    if web_session.account_id != current_actor().account_id:
        raise NotFound
    web_session.revoked_at = web_session.revoked_at or clock.now()
    audit.record("session.revoked", web_session)


def switch_tenant(*, session_id: UUID, tenant_id: UUID) -> None:
    """Work in another house in which the account holds a role."""
    actor = own_auth_actor()
    allowed = (
        {row.tenant_id for row in queries.list_memberships(actor.account_id)} if actor.account_id else set()
    )
    if tenant_id not in allowed:
        raise NotFound
    with acting_as(actor):
        _switch(session_id=session_id, tenant_id=tenant_id)


@operation
def _switch(*, session_id: UUID, tenant_id: UUID) -> None:
    web_session = lock(WebSession, session_id)
    before = web_session.tenant_id
    web_session.tenant_id = tenant_id
    audit.record("session.moved", web_session, before={"tenant_id": before}, after={"tenant_id": tenant_id})


def change_password(*, session_id: UUID, current: str, new: str) -> None:
    """Change the actor's own password; every other browser of the account is signed out."""
    actor = own_auth_actor()
    account = queries.find_sign_in(actor.name)
    if account is None or not is_password(account.password_hash, current):
        raise DomainError("Mật khẩu hiện tại không đúng.", field="current")
    problem = rules.password_problem(new, account.username)
    if problem:
        raise DomainError(problem, field="new")
    if new == current:
        raise DomainError("Mật khẩu mới phải khác mật khẩu hiện tại.", field="new")
    with acting_as(actor):
        _set_password(account_id=account.id, session_id=session_id, password=new)


@operation
def _set_password(*, account_id: UUID, session_id: UUID, password: str) -> None:
    account = lock(Account, account_id)
    account.password_hash = hash_password(password)
    account.must_change_password = False
    others = WebSession.account_id == account_id, WebSession.id != session_id, WebSession.revoked_at.is_(None)
    db.session.execute(update(WebSession).where(*others).values(revoked_at=clock.now()))
    audit.record("account.password_changed", account)
