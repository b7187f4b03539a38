"""Reads about accounts and officers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Date, and_, bindparam, literal_column, or_, select

from portal.accounts.models import AccessToken, Account, Membership, WebSession
from portal.kernel import clock
from portal.kernel.actor import Door, Role, current_actor
from portal.kernel.database import db, read_alone, service_connection
from portal.organizations.models import Organization, OrganizationName, TenantSetting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import BindParameter, ColumnElement


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """What an account is in one house."""

    id: UUID
    tenant_id: UUID
    tenant_code: str
    tenant_name: str
    is_root: bool
    display_name: str
    position: str
    roles: frozenset[Role]
    unit_id: UUID | None
    person_id: UUID | None
    bloc_label: str | None
    """What the installation calls its overseeing body; None until it says."""


@dataclass(frozen=True, slots=True)
class SignInRow:
    """What sign-in needs to know of an account."""

    id: UUID
    username: str
    password_hash: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A live session with everything the request needs, read by one statement."""

    id: UUID
    account_id: UUID
    username: str
    must_change_password: bool
    tenant_id: UUID | None
    last_seen_at: datetime
    expires_at: datetime
    memberships: tuple[MembershipRow, ...]

    @property
    def current(self) -> MembershipRow | None:
        """Return the membership the person works under now."""
        for membership in self.memberships:
            if membership.tenant_id == self.tenant_id:
                return membership
        return self.memberships[0] if self.memberships else None


_MEMBERSHIP_COLUMNS = (
    Membership.id,
    Membership.tenant_id,
    Organization.code,
    OrganizationName.name,
    (Organization.id == Organization.tenant_id).label("is_root"),
    Membership.display_name,
    Membership.position,
    Membership.roles,
    Membership.unit_id,
    Membership.person_id,
    select(TenantSetting.bloc_label)
    .where(TenantSetting.tenant_id == Organization.tenant_id)
    .scalar_subquery(),
)


ONLY_CANDIDATE: ColumnElement[list[str]] = literal_column(f"array['{Role.CANDIDATE.value}']")
"""Written out, not bound: the session's statement carries its own values only."""


def _open_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """Return the condition that a house works on a day, under the name it bears then.

    Nobody works in a closed house any more; a candidate still comes in to what is his or her own.
    """
    is_open = or_(
        Organization.closed_on.is_(None),
        Organization.closed_on > day,
        Membership.roles == ONLY_CANDIDATE,
    )
    return and_(
        OrganizationName.organization_id == Organization.id,
        OrganizationName.valid_from <= day,
        or_(OrganizationName.valid_to.is_(None), OrganizationName.valid_to > day),
        is_open,
    )


def find_sign_in(username: str) -> SignInRow | None:
    """Return the account of a sign-in name, through the sign-in door."""
    columns = (
        Account.id,
        Account.username,
        Account.password_hash,
        Account.is_active,
    )
    with service_connection(Door.AUTH) as connection:
        row = connection.execute(select(*columns).where(Account.username == username)).one_or_none()
    return SignInRow(*row) if row else None


def list_memberships(account_id: UUID) -> tuple[MembershipRow, ...]:
    """Return the active memberships of an account, the root organisation first."""
    statement = (
        select(*_MEMBERSHIP_COLUMNS)
        .join(Organization, Organization.id == Membership.tenant_id)
        .join(OrganizationName, _open_on(clock.today()))
        .where(Membership.account_id == account_id, Membership.is_active)
        .order_by((Organization.id != Organization.tenant_id), Organization.code)
    )
    with service_connection(Door.AUTH) as connection:
        return tuple(_membership(row) for row in connection.execute(statement))


def find_membership(account_id: UUID, tenant_id: UUID) -> tuple[str, MembershipRow] | None:
    """Return sign-in name and membership of somebody who may work in a house now, or None.

    None too while the person has to set a new password: what an office reset opens nothing before.
    """
    statement = (
        select(Account.username, *_MEMBERSHIP_COLUMNS)
        .join(Account, Account.id == Membership.account_id)
        .join(Organization, Organization.id == Membership.tenant_id)
        .join(OrganizationName, _open_on(clock.today()))
        .where(
            Membership.tenant_id == tenant_id,
            Membership.account_id == account_id,
            Membership.is_active,
            Account.is_active,
            ~Account.must_change_password,
        )
    )
    with service_connection(Door.AUTH) as connection:
        row = connection.execute(statement).one_or_none()
    return (row[0], _membership(row[1:])) if row else None


_SESSION = (
    select(
        WebSession.id,
        WebSession.account_id,
        Account.username,
        Account.must_change_password,
        WebSession.tenant_id.label("working_in"),
        WebSession.last_seen_at,
        WebSession.expires_at,
        *_MEMBERSHIP_COLUMNS,
    )
    .join(Account, Account.id == WebSession.account_id)
    .join(Membership, and_(Membership.account_id == Account.id, Membership.is_active))
    .join(Organization, Organization.id == Membership.tenant_id)
    .join(OrganizationName, _open_on(bindparam("day", type_=Date)))
    .where(WebSession.token_hash == bindparam("token"), WebSession.revoked_at.is_(None), Account.is_active)
    .order_by((Organization.id != Organization.tenant_id), Organization.code)
)
"""Built once: it is asked at every request."""


def find_session(hashed_token: str) -> SessionRow | None:
    """Return a session that was not revoked, with its account and memberships, in one statement."""
    rows = read_alone(Door.AUTH, _SESSION, {"token": hashed_token, "day": clock.today()})
    if not rows:
        return None
    memberships = tuple(_membership(row[7:]) for row in rows)
    return SessionRow(*rows[0][:7], memberships)  # type: ignore[call-arg]  # seven columns


@dataclass(frozen=True, slots=True)
class OldestAccountRow:
    """An account with its house and its hash, for printing sample accounts."""

    username: str
    password_hash: str
    roles: frozenset[Role]
    house_code: str
    house_name: str


def list_oldest_accounts(limit: int) -> list[OldestAccountRow]:
    """Return the first accounts of the installation with their first house, in the order they were made."""
    statement = (
        select(
            Account.username,
            Account.password_hash,
            Membership.roles,
            Organization.code,
            OrganizationName.name,
        )
        .join(Membership, Membership.account_id == Account.id)
        .join(Organization, Organization.id == Membership.tenant_id)
        .join(OrganizationName, _open_on(clock.today()))
        .where(Membership.is_active, Account.is_active)
        .order_by(Account.id)
        .limit(limit)
    )
    with service_connection(Door.AUTH) as connection:
        return [
            OldestAccountRow(username, hashed, frozenset(Role(role) for role in roles), code, name)
            for username, hashed, roles, code, name in connection.execute(statement)
        ]


def list_sessions(account_id: UUID) -> list[WebSession]:
    """Return the live sessions of an account, newest first."""
    statement = (
        select(WebSession)
        .where(
            WebSession.account_id == account_id,
            WebSession.revoked_at.is_(None),
            WebSession.expires_at > clock.now(),
        )
        .order_by(WebSession.last_seen_at.desc())
    )
    return list(db.session.scalars(statement))


def list_access_tokens() -> list[AccessToken]:
    """Return the tokens of the actor's house, the newest first."""
    statement = (
        select(AccessToken)
        .where(AccessToken.tenant_id == current_actor().tenant_id)
        .order_by(AccessToken.id.desc())
    )
    return list(db.session.scalars(statement))


def _membership(row: Sequence[Any]) -> MembershipRow:
    values = list(row)
    values[7] = frozenset(Role(role) for role in values[7])
    return MembershipRow(*values)
