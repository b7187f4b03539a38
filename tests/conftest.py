"""One real PostgreSQL for the whole run: a template with the cast, a copy of it for every test."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as property_settings
from psycopg import sql
from sqlalchemy import event

import courses
from portal.app import create_app
from portal.candidates.operations.keep_house_figures import keep_house_figures
from portal.kernel import bootstrap, clock
from portal.kernel.actor import Door
from portal.kernel.config import PROJECT_ROOT, Settings, read_settings
from portal.kernel.database import db, session_as
from portal.kernel.doors import libpq_url
from tests import cast as cast_module

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy.engine import URL

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", secrets.token_hex(4))[:8]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
TEMPLATE = f"portal_test_{RUN}"
ROOM_IN_MEMORY = 4 * 1024**3

# A busy machine draws examples slowly, which says nothing about what they test.
property_settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("any machine")

LONGEST_TEST = timedelta(minutes=2)


def pytest_runtest_setup() -> None:
    """Let no test begin on one day and end on the next: what is due tomorrow would be due today."""
    present = clock.local(clock.now())
    midnight = datetime.combine(present.date() + timedelta(days=1), time(), clock.LOCAL)
    if midnight - present < LONGEST_TEST:
        sleep((midnight - present).total_seconds())


@dataclass(frozen=True)
class House:
    """The server of this run and how to make databases on it."""

    settings: Settings
    owner: URL

    def run(self, *statements: sql.Composable) -> None:
        with psycopg.connect(libpq_url(self.owner.set(database="postgres")), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def copy(self, template: str, name: str) -> None:
        self.drop(name)
        self.run(
            sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )

    def drop(self, name: str) -> None:
        self.run(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))

    def settings_for(self, name: str) -> Settings:
        url = self.owner.set(database=name).render_as_string(hide_password=False)
        return replace(self.settings, database_url=url, database_owner_url=None)


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """The server: DATABASE_URL's, or an embedded one of the test run's own."""
    instance = Path(os.environ.get("TEST_INSTANCE_PATH") or default_instance())
    environment = {
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": "test secret",
        "DATA_KEY": "test data key",
        "POOL_SIZE": "3",
    }
    if os.environ.get("DATABASE_URL"):
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
    settings = read_settings(environment)
    house = House(settings, bootstrap.owner_url(settings))
    with psycopg.connect(libpq_url(house.owner.set(database="postgres")), autocommit=True) as presence:
        with lock_of_the_run():
            presence.execute("select pg_advisory_lock_shared(hashtext(%s))", [TEMPLATE])
            sweep(house, presence)
            _make_template(house)
        yield house
        house.drop(f"{TEMPLATE}_{WORKER}")
        with lock_of_the_run():
            presence.execute("select pg_advisory_unlock_shared(hashtext(%s))", [TEMPLATE])
            sweep(house, presence)


def sweep(house: House, presence: psycopg.Connection) -> None:
    """Drop the databases of every run that has nobody left in it: each worker of one holds its lock."""
    names = [row[0] for row in presence.execute("select datname from pg_database").fetchall()]
    for run in {"_".join(name.split("_")[:3]) for name in names if name.startswith("portal_test_")}:
        if presence.execute("select pg_try_advisory_lock(hashtext(%s))", [run]).fetchone()[0]:
            for name in names:
                if name == run or name.startswith(f"{run}_"):
                    house.drop(name)
            presence.execute("select pg_advisory_unlock(hashtext(%s))", [run])


def default_instance() -> Path:
    """Where the run's server keeps its data: in memory where there is room, with every durable setting on."""
    memory = Path("/dev/shm")  # noqa: S108 -- a private folder is made in it
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_IN_MEMORY:
        project = hashlib.sha256(os.fsencode(PROJECT_ROOT)).hexdigest()[:8]
        return memory / f"portal-test-{os.geteuid()}-{project}"
    return PROJECT_ROOT / "instance" / "test"


@contextmanager
def lock_of_the_run() -> Iterator[None]:
    with (Path(tempfile.gettempdir()) / "portal-test-template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make_template(house: House) -> None:
    with psycopg.connect(libpq_url(house.owner.set(database="postgres"))) as connection:
        names = [row[0] for row in connection.execute("select datname from pg_database").fetchall()]
    if TEMPLATE in names:
        return
    building = f"{TEMPLATE}_building"
    house.drop(building)
    house.run(sql.SQL("create database {}").format(sql.Identifier(building)))
    app = make_app(house.settings_for(building))
    with app.app_context():
        cast_module.hire()
        dispose_engines()
    house.run(
        sql.SQL("alter database {} rename to {}").format(sql.Identifier(building), sql.Identifier(TEMPLATE))
    )


def make_app(settings: Settings) -> Flask:
    """Build the whole application on one database, as wsgi.py does."""
    app = create_app(settings, testing=True)
    courses.init_app(app)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def dispose_engines() -> None:
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()


@pytest.fixture(scope="session")
def _worker_app(house: House) -> Iterator[Flask]:
    name = f"{TEMPLATE}_{WORKER}"
    house.copy(TEMPLATE, name)
    app = make_app(house.settings_for(name))
    app.extensions["dirty"] = False
    yield app
    with app.app_context():
        dispose_engines()


@pytest.fixture
def app(house: House, _worker_app: Flask) -> Iterator[Flask]:
    """The application on a fresh copy of the cast's database."""
    if _worker_app.extensions["dirty"]:
        with _worker_app.app_context():
            dispose_engines()
        house.copy(TEMPLATE, f"{TEMPLATE}_{WORKER}")
    _worker_app.extensions["dirty"] = True
    yield _worker_app
    with _worker_app.app_context():
        db.session.remove()


@pytest.fixture
def cast(app: Flask) -> cast_module.Cast:
    """The people every test is played by (tests/cast.py)."""
    with app.app_context():
        return cast_module.meet()


@pytest.fixture
def acting(app: Flask):
    """Run a block as somebody: ``with acting(cast.an): …`` (an actor at the staff door or its own)."""

    @contextmanager
    def run(someone, *, reading: bool = False):
        with app.app_context(), session_as(someone.actor(reading=reading)) as actor:
            yield actor

    return run


@pytest.fixture
def client_as(app: Flask):
    """Return a browser signed in as somebody of the cast."""

    def sign_in(someone) -> FlaskClient:
        client = app.test_client()
        with app.app_context():
            token = someone.open_session()
        with client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return client

    return sign_in


@pytest.fixture
def keep_figures(acting, cast):
    """Count all houses for Khối's overview, as the job does every five minutes."""

    def keep() -> None:
        with acting(cast.giang):
            keep_house_figures()

    return keep


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """A browser nobody signed in with."""
    return app.test_client()


@dataclass
class Statements:
    """What was sent to the database, without the binding of the door."""

    texts: list[str]

    def __len__(self) -> int:
        return len(self.texts)


@pytest.fixture
def statements(app: Flask):
    """Count SQL statements: ``with statements() as sent: …; assert len(sent) == 4``."""

    @contextmanager
    def count() -> Iterator[Statements]:
        sent = Statements([])

        def note(_connection, _cursor, statement, _parameters, context, _many) -> None:
            if not (context and context.execution_options.get("door_binding")):
                sent.texts.append(statement)

        with app.app_context():
            engines = [db.engines[door.value] for door in Door]
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)

    return count


@pytest.fixture
def owner_sql(app: Flask, house: House):
    """Run SQL as the superuser of the test server, past every policy (to look, or to break things)."""

    def run(statement: str, *parameters):
        url = house.owner.set(database=f"{TEMPLATE}_{WORKER}")
        with psycopg.connect(libpq_url(url), autocommit=True) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    return run
