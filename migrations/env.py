"""Alembic: one transaction a migration, as the owner of the tables, never waiting long for a lock."""

from alembic import context
from sqlalchemy import create_engine, text

from portal.kernel.bootstrap import owner_url
from portal.kernel.config import read_settings
from portal.kernel.database import Base
from portal.kernel.doors import OWNER

ADVISORY_LOCK = 1849


def _url():
    return context.config.attributes.get("owner_url") or owner_url(read_settings())


def run_online() -> None:
    """Migrate; a second process that migrates at once waits for the first."""
    engine = create_engine(_url())
    with engine.connect() as connection:
        connection.execute(text(f"set role {OWNER}"))
        connection.execute(text("set lock_timeout = '10s'"))
        connection.execute(text("set statement_timeout = '300s'"))
        connection.execute(text(f"select pg_advisory_lock({ADVISORY_LOCK})"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            compare_type=True,
            compare_server_default=True,
            include_name=lambda name, kind, _parents: kind != "schema" or name is None,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run_online()
