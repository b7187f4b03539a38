"""Migrations build what the models say, go down again, and survive rows in the tables they touch."""

from __future__ import annotations

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import create_engine

from portal.kernel import bootstrap
from portal.kernel.config import PROJECT_ROOT
from portal.kernel.database import Base
from portal.kernel.doors import libpq_url
from tests.conftest import TEMPLATE, WORKER


@pytest.fixture
def empty(house):
    """The URL of a database nobody migrated yet."""
    name = f"{TEMPLATE}_{WORKER}_migrations"
    house.drop(name)
    house.run(sql.SQL("create database {}").format(sql.Identifier(name)))
    yield house.owner.set(database=name)
    house.drop(name)


def differences(url) -> list:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata
        )
    engine.dispose()
    return [change for change in found if "alembic_version" not in str(change)]


def tables(url) -> set[str]:
    with psycopg.connect(libpq_url(url)) as connection:
        rows = connection.execute("select tablename from pg_tables where schemaname in ('public', 'queue')")
        return {name for (name,) in rows.fetchall()}


def test_the_head_equals_the_models(app, house, owner_sql):
    database = owner_sql("select current_database()")[0][0]
    assert differences(house.owner.set(database=database)) == []


def test_every_migration_goes_up_down_and_up_again(app, house, empty):
    bootstrap.prepare_database(house.settings_for(empty.database), empty)
    full = tables(empty)
    steps = list(ScriptDirectory(str(PROJECT_ROOT / "migrations")).walk_revisions())
    for _ in steps:
        bootstrap.migrate(empty, "-1")
    assert tables(empty) == {"alembic_version"}
    bootstrap.migrate(empty)
    assert tables(empty) == full
    assert differences(empty) == []


def test_there_is_one_line_of_migrations():
    script = ScriptDirectory(str(PROJECT_ROOT / "migrations"))
    assert len(script.get_heads()) == 1
    assert all(revision.doc for revision in script.walk_revisions())
