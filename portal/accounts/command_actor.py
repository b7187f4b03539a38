"""As whom a command runs: the built-in operator of a house, or a named account of it."""

from __future__ import annotations

from dataclasses import replace

from portal.accounts import identity
from portal.kernel.actor import Actor, Door
from portal.kernel.errors import NotFound, PermissionRefusedError
from portal.kernel.permissions import Permission, has_permission
from portal.organizations import queries as organizations


def command_actor(
    username: str = "", *, tenant_code: str = "", permission: Permission | None = None
) -> Actor:
    """Return the operator of a house (of Khối without a code), or the account named by ``--as``.

    Raises NotFound for an unknown house or account, PermissionRefusedError for one that may not.
    """
    operator = organizations.find_operator(tenant_code) if tenant_code else organizations.root_operator()
    actor = _account_actor(username, operator, tenant_code) if username else operator
    if permission is not None and not has_permission(actor, permission):
        raise PermissionRefusedError
    return actor


def overseeing(actor: Actor) -> Actor:
    """Return the same actor at the door that reads every house and writes in none."""
    return replace(actor, door=Door.OVERSIGHT)


def _account_actor(username: str, operator: Actor, tenant_code: str) -> Actor:
    actor = identity.actor_named(username, tenant_code=tenant_code)
    if actor is None or actor.tenant_id != operator.tenant_id:
        raise NotFound(f"Tài khoản {username} không có trong tổ chức này.", field="as")
    return actor
