"""A key for a program of the house."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from portal.accounts.models import AccessToken
from portal.accounts.rules import TOKEN_DAYS, TOKEN_PREFIX
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.crypto import new_token, token_hash
from portal.kernel.database import db
from portal.kernel.errors import DomainError, PermissionRefusedError
from portal.kernel.operation import operation
from portal.kernel.permissions import SCOPE_PERMISSIONS, Scope, has_permission
from portal.kernel.text import normal

HINT_LENGTH = len(TOKEN_PREFIX) + 4


@operation
def make_access_token(*, name: str, scopes: Collection[Scope], days: int) -> str:
    """Return a new token, readable this once; it never carries more than its maker's own roles."""
    actor = current_actor()
    if not normal(name):
        raise DomainError("Ghi tên phần mềm sẽ dùng mã.", field="name")
    if not scopes:
        raise DomainError("Chọn ít nhất một phạm vi.", field="scopes")
    if days not in TOKEN_DAYS:
        raise DomainError("Chọn thời hạn trong danh sách.", field="days")
    if not all(has_permission(actor, SCOPE_PERMISSIONS[scope]) for scope in scopes):
        raise DomainError(
            "Đồng chí không có quyền trong phạm vi này nên không giao cho phần mềm được.", field="scopes"
        )
    token = TOKEN_PREFIX + new_token()
    row = AccessToken(
        account_id=_account_id(),
        name=normal(name),
        hint=token[:HINT_LENGTH],
        token_hash=token_hash(token),
        scopes=sorted(scopes),
        made_by=actor.name,
        expires_at=clock.now() + timedelta(days=days),
    )
    db.session.add(row)
    audit.record("access_token.created", row, name=row.name, scopes=row.scopes, days=days)
    return token


def _account_id() -> UUID:
    account_id = current_actor().account_id
    if account_id is None:
        raise PermissionRefusedError
    return account_id
