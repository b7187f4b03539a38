"""From nothing to a database the portal can open: server, database, roles, migrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql
from sqlalchemy.engine import URL

from portal.kernel.actor import Door
from portal.kernel.config import PROJECT_ROOT, Settings, SettingsError
from portal.kernel.doors import door_url, libpq_url, make_roles, parse_url

if TYPE_CHECKING:
    from collections.abc import Mapping

EMBEDDED_DATABASE = "portal"


def owner_url(settings: Settings) -> URL:
    """Return how the owner of the tables connects; starts the embedded server when there is no other."""
    if settings.database_owner_url:
        return parse_url(settings.database_owner_url)
    if settings.database_url:
        return parse_url(settings.database_url)
    from portal.kernel import embedded_postgres

    server = embedded_postgres.ensure_running(settings.instance_path)
    return URL.create(
        "postgresql+psycopg",
        username=server.user,
        database=EMBEDDED_DATABASE,
        query={"host": str(server.host), "port": str(server.port)},
    )


def prepare_database(settings: Settings, url: URL) -> None:
    """Make the database usable if it is not: created, roles in place, an empty one migrated.

    A database that already has tables is left at its version; ``make run`` brings it forward by
    ``migrate``. Raises SettingsError in one line when the server cannot be reached.
    """
    create_database(settings, url)
    if not _is_migrated(url):
        make_roles(settings, url)
        migrate(url)


def upgrade_database(settings: Settings, url: URL, *, new_secret: bool = False) -> None:
    """Bring roles and schema of an existing database to what this version needs.

    ``new_secret`` gives the login roles of the whole server the passwords of a changed SECRET_KEY.
    """
    make_roles(settings, url, new_secret=new_secret)
    migrate(url)


def migrate(url: URL, revision: str = "head") -> None:
    """Bring the schema to a revision, as the owner of the tables."""
    configuration = alembic_config(url)
    if revision == "base" or revision.startswith("-"):
        command.downgrade(configuration, revision)
    else:
        command.upgrade(configuration, revision)


def alembic_config(url: URL, attributes: Mapping[str, object] | None = None) -> Config:
    """Return Alembic's configuration for a database given by its owner's URL."""
    configuration = Config()
    configuration.set_main_option("script_location", str(PROJECT_ROOT / "migrations").replace("%", "%%"))
    configuration.attributes["owner_url"] = url
    configuration.attributes.update(attributes or {})
    return configuration


def create_database(settings: Settings, url: URL) -> None:
    """Create the database on the embedded server if it is not there; check that any other answers."""
    try:
        psycopg.connect(libpq_url(url), connect_timeout=5).close()
    except psycopg.OperationalError as error:
        if settings.database_url or "does not exist" not in str(error):
            raise SettingsError(f"cannot reach the database: {str(error).strip()}") from error
        with psycopg.connect(libpq_url(url.set(database="postgres")), autocommit=True) as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(url.database or "")))


def is_empty(settings: Settings, url: URL) -> bool:
    """Tell whether nobody has founded anything in a migrated database."""
    with psycopg.connect(libpq_url(parse_url(door_url(settings, url, Door.AUTH.value)))) as connection:
        return connection.execute("select 1 from organization limit 1").fetchone() is None


def _is_migrated(url: URL) -> bool:
    with psycopg.connect(libpq_url(url)) as connection:
        row = connection.execute("select to_regclass('public.alembic_version') is not null").fetchone()
        return bool(row and row[0])
