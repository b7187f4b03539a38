"""What the pages of officers and invitations show; a fixed number of statements each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from portal.accounts.models import Account, Invitation, Membership
from portal.accounts.role_giving import role_words
from portal.kernel import clock
from portal.kernel.actor import Door, Role, current_actor
from portal.kernel.database import db, get_row, once_a_page, service_connection
from portal.kernel.errors import NotFound
from portal.organizations.models import UnitName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement

HEAD_ROLES = (Role.SECRETARY, Role.UNION_OFFICER)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer of a house; ``last_sign_in_at`` is None for somebody who never came."""

    id: UUID
    account_id: UUID
    username: str
    display_name: str
    position: str
    role_words: str
    unit_name: str
    is_active: bool
    last_sign_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A printed code that nobody used yet."""

    id: UUID
    display_name: str
    position: str
    role_words: str
    invited_by: str
    expires_at: datetime
    is_open: bool


def _is_officer() -> ColumnElement[bool]:
    return ~Membership.roles.contains([Role.CANDIDATE.value])


def _unit_name() -> ColumnElement[bool]:
    day = clock.today()
    return and_(
        UnitName.tenant_id == Membership.tenant_id,
        UnitName.unit_id == Membership.unit_id,
        UnitName.valid_from <= day,
        or_(UnitName.valid_to.is_(None), UnitName.valid_to > day),
    )


def list_officers(tenant_id: UUID | None = None) -> list[OfficerRow]:
    """Return the officers of a house (the actor's own when not said), the active first, by name."""
    statement = (
        select(Membership, UnitName.name)
        .outerjoin(UnitName, _unit_name())
        .where(Membership.tenant_id == (tenant_id or current_actor().tenant_id), _is_officer())
        .order_by(Membership.is_active.desc(), Membership.display_name)
    )
    rows = db.session.execute(statement).all()
    seen = _last_sign_ins(membership.account_id for membership, _ in rows)
    return [
        OfficerRow(
            id=membership.id,
            account_id=membership.account_id,
            username=membership.username,
            display_name=membership.display_name,
            position=membership.position,
            role_words=role_words(membership.roles),
            unit_name=unit_name or "",
            is_active=membership.is_active,
            last_sign_in_at=seen.get(membership.account_id),
        )
        for membership, unit_name in rows
    ]


def _last_sign_ins(account_ids: Iterable[UUID]) -> dict[UUID, datetime | None]:
    wanted = list(account_ids)
    if not wanted:
        return {}
    statement = select(Account.id, Account.last_sign_in_at).where(Account.id.in_(wanted))
    with service_connection(Door.AUTH) as connection:
        return dict(connection.execute(statement).all())


def get_officer(membership_id: UUID) -> Membership:
    """Return an officer of the actor's own house; NotFound for any other row, overseers included."""
    membership = get_row(Membership, membership_id)
    if membership.tenant_id != current_actor().tenant_id or Role.CANDIDATE in membership.roles:
        raise NotFound
    return membership


def find_member(person_id: UUID) -> Membership | None:
    """Return what a person of the actor's own house signs in as there, or None without an account."""
    statement = select(Membership).where(
        Membership.tenant_id == current_actor().tenant_id, Membership.person_id == person_id
    )
    return db.session.scalars(statement.order_by(Membership.is_active.desc())).first()


@once_a_page
def list_invitations(tenant_id: UUID | None = None) -> list[InvitationRow]:
    """Return the codes of officers of a house not used and not revoked, the newest first."""
    now = clock.now()
    statement = (
        select(Invitation)
        .where(
            Invitation.tenant_id == (tenant_id or current_actor().tenant_id),
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            ~Invitation.roles.contains([Role.CANDIDATE.value]),
        )
        .order_by(Invitation.id.desc())
    )
    return [
        InvitationRow(
            row.id,
            row.display_name,
            row.position,
            role_words(row.roles),
            row.invited_by,
            row.expires_at,
            is_open=row.expires_at > now,
        )
        for row in db.session.scalars(statement)
    ]


def count_officers() -> dict[UUID, int]:
    """Return how many active officers every house has that the actor's door shows."""
    rows = db.session.execute(
        select(Membership.tenant_id, func.count())
        .where(Membership.is_active, _is_officer())
        .group_by(Membership.tenant_id)
    )
    return dict(rows.all())


def houses_with_head() -> set[UUID]:
    """Return the houses in which somebody runs the desk, or holds an open code to."""
    heads = [role.value for role in HEAD_ROLES]
    active = select(Membership.tenant_id).where(Membership.is_active, Membership.roles.overlap(heads))
    invited = select(Invitation.tenant_id).where(
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > clock.now(),
        Invitation.roles.overlap(heads),
    )
    return set(db.session.scalars(active.union(invited)))
