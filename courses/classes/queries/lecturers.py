"""Who of the house may be given a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.accounts.models import Membership
from portal.kernel.actor import Role
from portal.kernel.database import db
from portal.kernel.tenancy import current_tenant_id

if TYPE_CHECKING:
    from uuid import UUID


def list_lecturers() -> list[tuple[UUID, str]]:
    """Return account and name of the active lecturers of the actor's house, by name."""
    statement = (
        select(Membership.account_id, Membership.display_name)
        .where(
            Membership.tenant_id == current_tenant_id(),
            Membership.is_active,
            Membership.roles.contains([Role.LECTURER.value]),
        )
        .order_by(Membership.display_name)
    )
    return [(account_id, name) for account_id, name in db.session.execute(statement)]
