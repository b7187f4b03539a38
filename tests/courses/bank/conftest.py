"""A second officer of Khối: nobody approves one's own questions."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.accounts.models import Membership
from portal.accounts.operations.invitations import create_account
from portal.kernel.actor import Door, Role
from portal.kernel.database import service_connection
from tests.cast import Someone


@pytest.fixture
def nga(app, cast):
    """Nga, officer of Khối beside Giang."""
    roles = frozenset({Role.KHOI_OFFICER})
    with app.app_context():
        create_account(
            tenant_id=cast.giang.tenant_id, username="nga", display_name="Nga", roles=roles, password="x" * 20
        )
        with service_connection(Door.AUTH) as connection:
            account_id = connection.scalar(select(Membership.account_id).where(Membership.username == "nga"))
    return Someone("nga", cast.giang.tenant_id, account_id, roles)
