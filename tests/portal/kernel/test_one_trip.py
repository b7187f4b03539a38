"""Statements in one round trip: bound, all or nothing, and no worse than the session when something breaks."""

from __future__ import annotations

import threading
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text

from portal.kernel.actor import Door
from portal.kernel.database import db, run_alone

SETTING = text("select current_setting('app.tenant_id'), :word")


def one_connection(app):
    """The process id of the one connection the staff door's pool holds now."""
    return run_alone(text("select pg_backend_pid()"), {})[0][0]


def test_the_statement_is_bound_to_the_actor_and_leaves_nothing_behind(cast, acting):
    with acting(cast.an):
        assert run_alone(SETTING, {"word": "chữ"}) == [(str(cast.house_a), "chữ")]
    with acting(cast.chi):
        assert run_alone(SETTING, {"word": None}) == [(str(cast.house_b), None)]
        with db.engines[Door.STAFF.value].connect() as connection:
            left = connection.scalar(text("select current_setting('app.tenant_id', true)"))
    assert left in {None, ""}


def test_another_house_is_out_of_reach(cast, acting):
    count = text("select count(*) from unit where tenant_id = :tenant")
    with acting(cast.chi):
        assert run_alone(count, {"tenant": cast.house_a}) == [(0,)]
    with acting(cast.an):
        assert run_alone(count, {"tenant": cast.house_a}) != [(0,)]


def test_an_error_names_its_cause_and_the_connection_serves_on(cast, acting, app):
    with acting(cast.an):
        before = one_connection(app)
        for _ in range(2):
            with pytest.raises(psycopg.errors.DivisionByZero):
                run_alone(text("select 1 / (:zero)::int"), {"zero": 0})
            with pytest.raises(psycopg.errors.UndefinedTable):
                run_alone(text("select 1 from no_such_table"), {})
        assert one_connection(app) == before


def test_what_failed_left_nothing(cast, acting, owner_sql):
    statement = text(
        "with written as (update unit set closed_on = '1999-09-09' where tenant_id = :tenant returning 1)"
        " select 1 / (select count(*) - count(*) from written)"
    )
    with acting(cast.an), pytest.raises(psycopg.errors.DivisionByZero):
        run_alone(statement, {"tenant": cast.house_a})
    assert owner_sql("select 1 from unit where closed_on = '1999-09-09'") == []


def test_a_connection_that_was_cut_is_thrown_away(cast, acting, app, owner_sql):
    with acting(cast.an):
        owner_sql("select pg_terminate_backend(%s)", one_connection(app))
        with pytest.raises(psycopg.OperationalError):
            run_alone(SETTING, {"word": "x"})
        assert run_alone(SETTING, {"word": "x"}) == [(str(cast.house_a), "x")]


def test_statements_are_prepared_again_when_the_connection_forgot_them(cast, acting):
    with acting(cast.an):
        run_alone(SETTING, {"word": "x"})
        for _ in range(2):
            with db.engines[Door.STAFF.value].connect() as connection:
                connection.exec_driver_sql("deallocate all")
                connection.commit()
            assert run_alone(SETTING, {"word": "x"}) == [(str(cast.house_a), "x")]


def test_a_nul_is_refused_and_not_cut_off(cast, acting):
    with acting(cast.an):
        with pytest.raises(ValueError, match="NUL"):
            run_alone(SETTING, {"word": "trước\x00sau"})
        assert run_alone(SETTING, {"word": "sau"})[0][1] == "sau"


def test_long_texts_pass_whole(cast, acting):
    long = "ế" * 400_000
    with acting(cast.an):
        assert run_alone(SETTING, {"word": long})[0][1] == long


def test_one_that_waits_does_not_stop_the_others(cast, acting, app):
    """A wait inside the driver would hold the whole process."""
    started, done = threading.Event(), threading.Event()

    def wait() -> None:
        with acting(cast.an):
            started.set()
            run_alone(text("select pg_sleep(:seconds)"), {"seconds": 0.6})
            done.set()

    thread = threading.Thread(target=wait)
    thread.start()
    started.wait()
    with acting(cast.chi):
        for _ in range(20):
            run_alone(SETTING, {"word": str(uuid4())})
        assert not done.is_set()
    thread.join()
    assert done.is_set()
