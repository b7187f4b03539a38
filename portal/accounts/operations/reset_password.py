"""A one-time password for somebody who forgot theirs, given by the house they work in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from portal.accounts import queries, rules
from portal.accounts.models import Account, Membership, WebSession
from portal.accounts.operations import throttle
from portal.accounts.operations.sessions import own_auth_actor
from portal.accounts.passwords import hash_password
from portal.kernel import audit, clock
from portal.kernel.actor import acting_as, current_actor
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation


def reset_password(*, membership_id: UUID) -> str:
    """Give an account of the actor's house a one-time password; return it for printing.

    RuleRefused when the account also works in another house: one house must not open the way
    into another. Every browser of the account is signed out.
    """
    membership = get_row(Membership, membership_id)
    house = current_actor().tenant_id
    if membership.tenant_id != house:
        raise NotFound
    if membership.account_id == current_actor().account_id:
        raise DomainError("Đổi mật khẩu của chính mình ở trang Tài khoản của tôi.")
    houses = {row.tenant_id for row in queries.list_memberships(membership.account_id)}
    if houses - {house}:
        raise RuleRefused(
            "Tài khoản này còn làm việc ở đơn vị khác nên đơn vị không tự cấp lại mật khẩu được; "
            "đề nghị người quản trị hệ thống cấp lại."
        )
    with acting_as(own_auth_actor()):
        password = _reset(account_id=membership.account_id)
    throttle.forget_failures(membership.username)
    return password


@operation
def _reset(*, account_id: UUID) -> str:
    account = lock(Account, account_id)
    password = rules.new_password()
    account.password_hash = hash_password(password)
    account.must_change_password = True
    live = WebSession.account_id == account_id, WebSession.revoked_at.is_(None)
    db.session.execute(update(WebSession).where(*live).values(revoked_at=clock.now()))
    audit.record("account.password_reset", account)
    return password
