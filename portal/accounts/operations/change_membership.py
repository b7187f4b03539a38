"""What an officer is in the house: name shown, position, roles, unit."""

from __future__ import annotations

from uuid import UUID

from portal.accounts import role_giving
from portal.accounts.models import Membership
from portal.kernel import audit
from portal.kernel.actor import Role, current_actor
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.operation import operation
from portal.kernel.permissions import ROLE_PERMISSIONS, Permission
from portal.organizations import queries as organizations


@operation
def change_membership(
    *,
    membership_id: UUID,
    display_name: str,
    position: str,
    roles: frozenset[Role],
    unit_id: UUID | None = None,
) -> None:
    """Change an officer of the actor's house; takes effect at the officer's next request."""
    membership = lock(Membership, membership_id)
    if Role.CANDIDATE in membership.roles:
        raise NotFound
    house = organizations.current_organization()
    problem = role_giving.roles_problem(house.kind, roles, unit_id)
    if problem:
        raise DomainError(problem[1], field=problem[0])
    if membership.account_id == current_actor().account_id and not _may_manage(roles):
        raise DomainError(
            "Không tự bỏ quyền quản lý cán bộ của chính mình; đề nghị người khác thực hiện.", field="roles"
        )
    after = {
        "display_name": display_name,
        "position": position,
        "roles": sorted(roles),
        "unit_id": role_giving.limiting_unit(roles, unit_id),
    }
    before = {name: getattr(membership, name) for name in after}
    if before == after:
        raise DomainError("Không có gì thay đổi.")
    for name, value in after.items():
        setattr(membership, name, value)
    audit.record("membership.changed", membership, before=before, after=after)


def _may_manage(roles: frozenset[Role]) -> bool:
    return any(Permission.OFFICER_MANAGE in ROLE_PERMISSIONS[role] for role in roles)
