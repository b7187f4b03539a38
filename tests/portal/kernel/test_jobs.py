"""A job does what its deferrer could do, and no more."""

from __future__ import annotations

from dataclasses import replace

from portal.kernel import jobs
from portal.kernel.actor import Role, current_actor
from portal.kernel.database import db, session_as
from portal.kernel.tenancy import new_id


def test_a_job_is_limited_to_the_unit_of_whoever_deferred_it(app, cast, monkeypatch):
    monkeypatch.setattr(jobs, "tasks", dict(jobs.tasks))
    ran: list = []
    jobs.task("tests.who_am_i")(lambda: ran.append(current_actor()))
    secretary = replace(
        cast.an.actor(), roles=frozenset({Role.CELL_SECRETARY}), unit_scope=frozenset({new_id(), new_id()})
    )
    with app.app_context():
        with session_as(secretary):
            jobs.defer("tests.who_am_i")
            db.session.commit()
        jobs.run_pending(app, app.extensions["queue_conninfo"])
    jobs.deferred_names.discard("tests.who_am_i")
    assert ran == [secretary]
