"""What the frame says about the person at the browser; read from the session row, no statement of its own."""

from __future__ import annotations

from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from flask import current_app, session

from portal.accounts import identity
from portal.accounts.role_giving import role_words
from portal.web.frame import FrameIdentity, Membership

if TYPE_CHECKING:
    from uuid import UUID

    from portal.accounts.queries import MembershipRow
    from portal.kernel.actor import Actor

INBOX_COUNT = "inbox_count"
"""Key of the browser session under which the inbox leaves how much waits (counted by home and inbox)."""


def name_person(actor: Actor) -> FrameIdentity | None:
    """Return the names for the top bar, or None when nobody is signed in."""
    row = identity.signed_in()
    if row is None or row.current is None:
        return None
    here = row.current
    return FrameIdentity(
        person_name=here.display_name,
        tenant_name=here.tenant_name,
        tenant_code=here.tenant_code,
        role_label=role_words(actor.roles),
        memberships=[_as_choice(membership, here) for membership in row.memberships],
        inbox_count=int(session.get(INBOX_COUNT, 0)),
        browser_key=_browser_key(row.account_id),
    )


def _browser_key(account_id: UUID) -> str:
    secret = sha256(str(current_app.secret_key).encode()).digest()
    return blake2b(account_id.bytes, digest_size=12, key=secret).hexdigest()


def _as_choice(membership: MembershipRow, here: MembershipRow) -> Membership:
    label = f"{membership.tenant_name} · {role_words(membership.roles)}"
    return Membership(membership.id, label, current=membership.id == here.id)
