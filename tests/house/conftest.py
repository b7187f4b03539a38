"""The sample data as a world for the matrices: loaded once a run, copied once a worker."""

from __future__ import annotations

from contextlib import contextmanager

import psycopg
import pytest
from flask.testing import FlaskClient
from psycopg import sql

from portal.kernel.crypto import new_token, token_hash
from portal.kernel.database import db
from portal.kernel.doors import libpq_url
from portal.kernel.permissions import Scope
from tests.conftest import TEMPLATE, WORKER, dispose_engines, lock_of_the_run, make_app
from tests.house import houses

DEMO = f"{TEMPLATE}_demo"


@pytest.fixture(scope="module")
def demo_app(house):
    """The application on a copy of the sample data; one a module, its tests only read."""
    with copy_of_the_sample(house, f"{DEMO}_{WORKER}") as app:
        yield app


@pytest.fixture
def trial_app(house):
    """The application on a copy of its own, for a test that writes whatever it can."""
    with copy_of_the_sample(house, f"{DEMO}_trial_{WORKER}") as app:
        app.config["PROPAGATE_EXCEPTIONS"] = False
        yield app


@contextmanager
def copy_of_the_sample(house, name: str):
    _make_sample(house)
    house.copy(DEMO, name)
    app = make_app(house.settings_for(name))
    yield app
    with app.app_context():
        dispose_engines()
    house.drop(name)


def _make_sample(house) -> None:
    with lock_of_the_run():
        if DEMO not in _databases(house):
            building = f"{DEMO}_building"
            house.drop(building)
            house.run(sql.SQL("create database {}").format(sql.Identifier(building)))
            app = make_app(house.settings_for(building))
            try:
                app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
            finally:
                with app.app_context():
                    dispose_engines()
            house.run(
                sql.SQL("alter database {} rename to {}").format(
                    sql.Identifier(building), sql.Identifier(DEMO)
                )
            )


def _databases(house) -> set[str]:
    with psycopg.connect(libpq_url(house.owner.set(database="postgres"))) as connection:
        return {row[0] for row in connection.execute("select datname from pg_database").fetchall()}


@pytest.fixture
def demo_sql(demo_app, house):
    """SQL past every policy, on the sample data."""

    return _past_policies(house, f"{DEMO}_{WORKER}")


def _past_policies(house, name: str):
    def run(statement: str, *parameters):
        url = house.owner.set(database=name)
        with psycopg.connect(libpq_url(url), autocommit=True) as connection:
            cursor = connection.execute(statement, parameters or None)
            return cursor.fetchall() if cursor.description else []

    return run


@pytest.fixture
def filled(demo_app, demo_sql):
    return houses.fill(demo_app, demo_sql)


@pytest.fixture
def trial_filled(trial_app, house):
    return houses.fill(trial_app, _past_policies(house, f"{DEMO}_trial_{WORKER}"))


@pytest.fixture
def browser_of(demo_app):
    """A browser signed in with a sample account."""
    return signing_in(demo_app)


class Program(FlaskClient):
    """A program that shows a token at every call and knows no cookie."""

    def __init__(self, *args, token: str, **kwargs) -> None:
        super().__init__(*args, use_cookies=False, **kwargs)
        self.token = token

    def open(self, *args, **kwargs):
        kwargs["headers"] = {"Authorization": f"Bearer {self.token}"}
        return super().open(*args, **kwargs)


@pytest.fixture
def program_of(demo_app, demo_sql):
    """A program with a token of every scope in somebody's name, also of roles that cannot make one.

    It makes more requests than a minute allows, so its counting begins in the future.
    """
    made = []

    def make(username: str, scopes: tuple[str, ...] = tuple(Scope)) -> Program:
        token = new_token()
        made.append(token_hash(token))
        demo_sql(
            "insert into access_token (tenant_id, id, account_id, name, hint, token_hash, scopes, made_by,"
            " created_at, expires_at, requests_in_minute, minute_began_at)"
            " select tenant_id, gen_random_uuid(), account_id, 'x', 'x', %s, %s, username,"
            " now(), now() + interval '1 day', -100000, now() + interval '1 hour'"
            " from membership where username = %s",
            made[-1],
            [str(scope) for scope in scopes],
            username,
        )
        return Program(demo_app, token=token)

    yield make
    demo_sql("delete from access_token where token_hash = any(%s)", made)


@pytest.fixture
def trial_browser_of(trial_app):
    return signing_in(trial_app)


def signing_in(app):
    from portal.accounts.demo import PASSWORD
    from portal.accounts.operations.sessions import sign_in

    def sign(username: str):
        client = app.test_client()
        with app.app_context():
            token = sign_in(username=username, password=PASSWORD)
            db.session.remove()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return client

    return sign
