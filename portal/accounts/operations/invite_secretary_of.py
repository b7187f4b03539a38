"""Khối hands the desk of a house to its secretary (docs/decisions/005).

Khối never writes in a tenant's house. What writes is the house's own built-in operator, after
Khối's officer was checked and the order was recorded in Khối's chain; the house's chain then
names that officer, not the operator, as who did it.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from portal.accounts import role_giving
from portal.accounts.operations.invitations import invite
from portal.kernel import audit
from portal.kernel.actor import Actor, current_actor
from portal.kernel.database import session_as
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation
from portal.kernel.permissions import Permission, check_permission
from portal.kernel.wording import bloc
from portal.organizations import queries as organizations


def invite_secretary_of(*, organization_id: UUID, display_name: str, position: str = "") -> str:
    """Invite the head of another house's desk; return the code to print.

    The role is the one that runs that kind of house and no other; everything further the secretary
    does. PermissionRefusedError unless the actor manages organisations, RuleRefused for Khối itself
    and for a closed house.
    """
    check_permission(Permission.ORGANIZATION_MANAGE)
    house = organizations.get_organization(organization_id)
    if house.is_root:
        raise RuleRefused(f"Cán bộ của {bloc()} được mời ở trang Cán bộ.")
    if not house.is_open:
        raise RuleRefused("Đơn vị đã kết thúc hoạt động.")
    officer = current_actor()
    _order(organization_id=house.id)
    with session_as(_desk_of(house.id, officer)):
        return invite(
            display_name=display_name,
            position=position,
            roles=frozenset({role_giving.head_role(house.kind)}),
        )


@operation
def _order(*, organization_id: UUID) -> None:
    audit.record("organization.secretary_invited", subject_id=organization_id)


def _desk_of(tenant_id: UUID, officer: Actor) -> Actor:
    """Return the built-in operator of the house, under the name of the officer who ordered it."""
    operator = organizations.operator_of(tenant_id, is_root=False)
    return replace(operator, account_id=officer.account_id, name=officer.name)
