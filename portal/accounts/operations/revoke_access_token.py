"""A token that opens nothing any more."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.models import AccessToken
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def revoke_access_token(*, access_token_id: UUID) -> None:
    """Take a token of the house back; the program that holds it is refused from its next request on."""
    row = lock(AccessToken, access_token_id)
    row.revoked_at = row.revoked_at or clock.now()
    audit.record("access_token.revoked", row, name=row.name)
