"""A request by an access token: found by its hash and counted, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, func, select, update

from portal.accounts.models import AccessToken
from portal.accounts.rules import MINUTE
from portal.kernel import clock
from portal.kernel.actor import Door
from portal.kernel.crypto import token_hash
from portal.kernel.database import service_connection
from portal.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class UsedToken:
    """A token that lives, with the requests it made in this minute, this one included."""

    tenant_id: UUID
    account_id: UUID
    name: str
    scopes: list[str]
    requests_in_minute: int
    minute_began_at: datetime


def use_access_token(token: str) -> UsedToken | None:
    """Return the token that was shown, or None when it is unknown, revoked or past its day.

    The row is its own record, like the last sight of a session; the counting is atomic, so that two
    requests at once are two.
    """
    now = clock.now()
    is_same_minute = AccessToken.minute_began_at > now - MINUTE
    statement = (
        update(AccessToken)
        .where(
            AccessToken.token_hash == token_hash(token),
            AccessToken.tenant_id.in_(select(Organization.id)),
            AccessToken.revoked_at.is_(None),
            AccessToken.expires_at > now,
        )
        .values(
            last_used_at=now,
            minute_began_at=case((is_same_minute, AccessToken.minute_began_at), else_=now),
            requests_in_minute=case((is_same_minute, AccessToken.requests_in_minute + 1), else_=1),
        )
        .returning(
            AccessToken.tenant_id,
            AccessToken.account_id,
            AccessToken.name,
            AccessToken.scopes,
            AccessToken.requests_in_minute,
            func.coalesce(AccessToken.minute_began_at, now),
        )
    )
    with service_connection(Door.AUTH) as connection:
        row = connection.execute(statement).one_or_none()
    return UsedToken(*row) if row else None
