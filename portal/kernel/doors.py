"""Makes the database roles: one login role a door, an owner for the tables, nothing shared.

Run by the owner at bootstrap, never by the running portal. Idempotent, so that a new door or a
changed secret reaches an existing server. A door role owns nothing, is a member of nothing and
has no BYPASSRLS, except the backup role, which no web process can use.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from portal.kernel.actor import Door
from portal.kernel.config import SettingsError

if TYPE_CHECKING:
    from portal.kernel.config import Settings

OWNER = "portal_owner"
QUEUE = "portal_queue"
OLDEST_VERSION = 150000
VERSION_WITH_SET_OPTION = 160000
LOGIN_ROLES = (*[door.value for door in Door], QUEUE)


def door_password(settings: Settings, role: str) -> str:
    """Return the password of a login role, derived from SECRET_KEY so that nothing is stored."""
    return hmac.new(settings.secret_key.encode(), f"door:{role}".encode(), hashlib.sha256).hexdigest()


def door_url(settings: Settings, base: URL, role: str) -> str:
    """Return the SQLAlchemy URL by which a login role connects to the database of ``base``."""
    url = base.set(drivername="postgresql+psycopg", username=role, password=door_password(settings, role))
    return url.render_as_string(hide_password=False)


def door_urls(settings: Settings, base: URL) -> dict[Door, str]:
    """Return the URL of every door; overseers read from DATABASE_READ_URL when it is set."""
    urls = {door: door_url(settings, base, door.value) for door in Door}
    if settings.database_read_url:
        urls[Door.OVERSIGHT] = door_url(settings, parse_url(settings.database_read_url), Door.OVERSIGHT.value)
    return urls


def parse_url(text: str) -> URL:
    """Return a PostgreSQL URL in SQLAlchemy's form; SettingsError when it is none."""
    try:
        url = make_url(text)
    except Exception as error:
        raise SettingsError(f"DATABASE_URL cannot be read: {error}") from error
    if not url.drivername.startswith(("postgresql", "postgres")):
        raise SettingsError(f"the portal runs on PostgreSQL only, not on {url.drivername!r}")
    return url.set(drivername="postgresql+psycopg")


def libpq_url(url: URL) -> str:
    """Return the same URL as libpq reads it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def make_roles(settings: Settings, owner_url: URL, *, new_secret: bool = False) -> None:
    """Create what is missing and set the passwords; needs a role that may create roles.

    Roles belong to the whole server. When they are there with other passwords, another SECRET_KEY
    made them, perhaps that of an installation beside this one: SettingsError, unless ``new_secret``.
    """
    with psycopg.connect(libpq_url(owner_url), autocommit=True) as connection:
        _check_version(connection)
        known = {name for (name,) in connection.execute("select rolname from pg_roles").fetchall()}
        if Door.AUTH.value in known and not new_secret:
            _check_secret(settings, owner_url)
        try:
            if OWNER not in known:
                connection.execute(sql.SQL("create role {} nologin").format(sql.Identifier(OWNER)))
            for role in LOGIN_ROLES:
                _make_login_role(connection, settings, role, exists=role in known)
            _own_database(connection, owner_url.database or "postgres")
        except psycopg.errors.InsufficientPrivilege as error:
            raise SettingsError(
                "the user of DATABASE_URL (or DATABASE_OWNER_URL) must be allowed to create roles: "
                f"alter role {owner_url.username} createrole  ({error.diag.message_primary})"
            ) from error


def _check_secret(settings: Settings, owner_url: URL) -> None:
    url = parse_url(door_url(settings, owner_url, Door.AUTH.value))
    try:
        psycopg.connect(libpq_url(url), connect_timeout=5).close()
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise SettingsError(
                "the login roles of this server were made with another SECRET_KEY: set that key, or use a "
                "server of its own for this installation, or run `flask --app wsgi migrate --new-secret` "
                "(installations that keep the old key stop working)"
            ) from error


def _check_version(connection: psycopg.Connection) -> None:
    if connection.info.server_version < OLDEST_VERSION:
        raise SettingsError(f"PostgreSQL 15 or newer is needed, this is {connection.info.server_version}")


def _make_login_role(connection: psycopg.Connection, settings: Settings, role: str, *, exists: bool) -> None:
    verb = sql.SQL("alter role" if exists else "create role")
    bypass = "bypassrls" if role == Door.BACKUP.value else "nobypassrls"
    statement = sql.SQL("{} {} login nosuperuser nocreatedb nocreaterole noreplication {} password {}")
    password = sql.Literal(door_password(settings, role))
    try:
        connection.execute(statement.format(verb, sql.Identifier(role), sql.SQL(bypass), password))
    except psycopg.errors.InsufficientPrivilege:
        if not exists and role != Door.BACKUP.value:
            raise
        plain = sql.SQL("{} {} login password {}")
        connection.execute(plain.format(verb, sql.Identifier(role), password))


def _own_database(connection: psycopg.Connection, database: str) -> None:
    if not connection.execute(
        "select pg_has_role(current_user, %s, 'set')"
        if connection.info.server_version >= VERSION_WITH_SET_OPTION
        else "select pg_has_role(current_user, %s, 'member')",
        (OWNER,),
    ).fetchone()[0]:  # type: ignore[index]
        connection.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(OWNER)))
    connection.execute(
        sql.SQL("grant create, connect, temporary on database {} to {}").format(
            sql.Identifier(database), sql.Identifier(OWNER)
        )
    )
    connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(database)))
    for role in LOGIN_ROLES:
        connection.execute(
            sql.SQL("grant connect on database {} to {}").format(
                sql.Identifier(database), sql.Identifier(role)
            )
        )
    connection.execute(sql.SQL("revoke create on schema public from public"))
    connection.execute(sql.SQL("grant usage, create on schema public to {}").format(sql.Identifier(OWNER)))
