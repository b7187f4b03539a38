"""A database that does not answer is said so, with a moment to try again."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from portal.kernel.actor import Door
from portal.kernel.database import db


def test_a_lost_database_answers_503_and_when_to_try_again(app, cast, client_as, owner_sql):
    browser = client_as(cast.an)
    with app.app_context():
        engine = db.engines[Door.STAFF.value]

    def fail(*_):
        raise OperationalError("select 1", {}, Exception("gone"))

    event.listen(engine, "before_cursor_execute", fail)
    try:
        answer = browser.get("/candidates")
    finally:
        event.remove(engine, "before_cursor_execute", fail)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Thử lại sau ít phút" in answer.text
    assert browser.get("/candidates").status_code == 200


def test_a_cut_connection_of_the_sign_in_door_answers_503_once(app, cast, client_as, owner_sql):
    browser = client_as(cast.an)
    assert browser.get("/candidates").status_code == 200
    owner_sql(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'portal_auth' and datname = current_database()"
    )
    codes = [browser.get("/candidates").status_code for _ in range(4)]
    assert set(codes) <= {200, 503}
    assert codes[-1] == 200
