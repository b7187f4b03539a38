"""Who may come in: accounts, what they are in each house, sessions, invitations."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.actor import Door
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, System, new_id, within_house
from portal.kernel.tenancy_v1 import WRITE


class Account(System, Base):
    """A person's way in; one account may belong to several houses."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("username"),
        {"comment": "Sign-in name and argon2id hash; only the sign-in door sees it."},
    )
    service_doors = {Door.AUTH.value: WRITE}  # noqa: RUF012 -- a table option

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    username: Mapped[str]
    password_hash: Mapped[str]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    last_sign_in_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Membership(Owned, Base):
    """What an account is in one house. The house switches it off; only sign-in creates it."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("tenant_id", "account_id"),
        Index("ix_membership_account", "account_id"),
        within_house("unit_id", "unit"),
        within_house("person_id", "person"),
        {"comment": "Roles of an account in a house, with the unit it is limited to."},
    )
    service_doors = {Door.AUTH.value: WRITE}  # noqa: RUF012 -- a table option

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    username: Mapped[str]
    display_name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    unit_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Invitation(Owned, Base):
    """A printed one-time code: whoever types it becomes what the house wrote here."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code_hash"),
        within_house("unit_id", "unit"),
        within_house("person_id", "person"),
        {"comment": "One-time codes by which officers and candidates get their accounts."},
    )
    service_doors = {Door.AUTH.value: ("select", "update")}  # noqa: RUF012 -- a table option

    code_hash: Mapped[str]
    display_name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    unit_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    invited_by: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class WebSession(System, Base):
    """One signed-in browser; revoking the row signs it out."""

    __tablename__ = "web_session"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_web_session_account", "account_id"),
        {"comment": "Signed-in browsers by the hash of their token."},
    )
    service_doors = {Door.AUTH.value: WRITE}  # noqa: RUF012 -- a table option

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[str]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")


class AccessToken(Owned, Base):
    """A key by which a program of the house reads and writes as the officer who made it, within scopes.

    The house makes and revokes it; the sign-in door finds it and counts its requests.
    """

    __tablename__ = "access_token"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        {"comment": "Access tokens of programs by hash, their scopes, expiry, requests of this minute."},
    )
    staff_verbs = ("select", "insert", "update")
    service_doors = {Door.AUTH.value: ("select", "update")}  # noqa: RUF012 -- a table option

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    hint: Mapped[str]
    """First letters of the token, by which an office knows it again."""
    token_hash: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    made_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    minute_began_at: Mapped[datetime | None]
    requests_in_minute: Mapped[int] = mapped_column(default=0)


class SignInThrottle(System, Base):
    """Failures in a row for one sign-in name or one address, whether or not the account exists.

    Keyed by a hash: what somebody typed by mistake (often the password) is not kept.
    """

    __tablename__ = "sign_in_throttle"
    __table_args__ = (
        Index("ix_sign_in_throttle_last_failed_at", "last_failed_at"),
        {"comment": "Failed sign-ins in a row by name and by address, hashed; kept for a day."},
    )
    service_doors = {Door.AUTH.value: WRITE}  # noqa: RUF012 -- a table option

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_failed_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]
