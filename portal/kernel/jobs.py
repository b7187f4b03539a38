"""Background work: deferred by name inside the transaction that needs it, run as its actor.

PostgreSQL is the queue (procrastinate). A door may only call ``defer_job``, which stamps the
job with the tenant, person and door of the session, so that a job can never be forged for
somebody else; what a task runs as is declared here, not by whoever defers it.
"""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import procrastinate
import psycopg
import structlog
from procrastinate import PsycopgConnector
from sqlalchemy import text

from portal.kernel.actor import Actor, Door, Role, current_actor
from portal.kernel.database import db, session_as

if TYPE_CHECKING:
    from flask import Flask

log = structlog.get_logger(__name__)

RETURN_SECONDS = 1.0
"""How long the worker waits before it looks for the database again."""


class RunsAs(StrEnum):
    """Whose hands do the work."""

    DEFERRER = "deferrer"
    ROOT = "root"
    """The built-in operator of the root organisation (scoring, certificates)."""


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of job."""

    name: str
    function: Callable[..., None]
    runs_as: RunsAs
    cron: str | None = None


tasks: dict[str, Task] = {}
deferred_names: set[str] = set()
"""Names that ``defer`` was ever called with; a test checks that each is a task."""

_DEFER = text("select defer_job(:task, cast(:args as jsonb), :queueing_lock, :scheduled_at)")


def task(
    name: str, *, runs_as: RunsAs = RunsAs.DEFERRER, cron: str | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as the task of this name; it must be idempotent.

    ``cron`` makes it periodic, which only a ROOT task can be: nobody deferred it.
    """

    def declare(function: Callable[..., None]) -> Callable[..., None]:
        tasks[name] = Task(name, function, runs_as, cron)
        return function

    return declare


def defer(name: str, *, once: str | None = None, at: datetime | None = None, **arguments: Any) -> None:
    """Queue a job inside the running transaction; ``once`` keeps a second like it from waiting."""
    actor = current_actor()
    deferred_names.add(name)
    body = {
        "arguments": arguments,
        "roles": sorted(actor.roles),
        "account_id": actor.account_id,
        "name": actor.name,
    }
    db.session.execute(
        _DEFER,
        {
            "task": name,
            "args": json.dumps(body, default=str),
            "queueing_lock": f"{name}:{once}" if once else None,
            "scheduled_at": at,
        },
    )


def run_task(app: Flask, name: str, body: dict[str, Any]) -> None:
    """Run one job in a session of its own, as the actor its task declares."""
    entry = tasks[name]
    with app.app_context():
        actor = root_operator(app) if entry.runs_as is RunsAs.ROOT else _deferrer(body)
        with session_as(actor):
            entry.function(**body.get("arguments", {}))


def root_operator(app: Flask) -> Actor:
    """Return the operator of the root organisation, as organizations registered it."""
    find: Callable[[], Actor] = app.extensions["root_operator"]
    return find()


def _deferrer(body: dict[str, Any]) -> Actor:
    stamp = body["deferred_by"]
    return Actor(
        tenant_id=UUID(stamp["tenant_id"]) if stamp["tenant_id"] else None,
        person_id=UUID(stamp["person_id"]) if stamp["person_id"] else None,
        door=Door(stamp["door"]),
        roles=frozenset(Role(role) for role in body["roles"]),
        account_id=UUID(body["account_id"]) if body.get("account_id") else None,
        name=body["name"],
    )


def build_worker(app: Flask, conninfo: str) -> procrastinate.App:
    """Return the procrastinate application that runs every registered task."""
    connector = PsycopgConnector(
        conninfo=conninfo, kwargs={"options": "-c search_path=queue"}, max_size=4, timeout=RETURN_SECONDS * 5
    )
    worker = procrastinate.App(connector=connector)
    for entry in tasks.values():
        _register(app, worker, entry)
    _retry_stalled_jobs(worker)
    return worker


def _register(app: Flask, worker: procrastinate.App, entry: Task) -> None:
    def run(**body: Any) -> None:
        log.info("job.started", task=entry.name)
        run_task(app, entry.name, body)

    retry = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=3)
    registered = worker.task(name=entry.name, retry=retry)(run)
    if entry.cron:

        def tick(timestamp: int) -> None:
            log.info("job.tick", task=entry.name, timestamp=timestamp)
            run_task(app, entry.name, {})

        worker.periodic(cron=entry.cron)(worker.task(name=f"{entry.name}.periodic")(tick))
    del registered


def _retry_stalled_jobs(worker: procrastinate.App) -> None:
    """Put jobs of a killed worker back: procrastinate only lists them."""

    async def retry_stalled(timestamp: int) -> None:
        for job in await worker.job_manager.get_stalled_jobs():
            log.warning("job.stalled", task=job.task_name, id=job.id, timestamp=timestamp)
            await worker.job_manager.retry_job(job)

    worker.periodic(cron="* * * * *")(
        worker.task(name="kernel.jobs.retry_stalled", queueing_lock="retry_stalled", pass_context=False)(
            retry_stalled
        )
    )


def run_worker(app: Flask, conninfo: str) -> None:
    """Run the jobs until told to stop by a signal; a database that went away is waited for."""
    asyncio.run(_serve(app, conninfo))


async def _serve(app: Flask, conninfo: str) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            await _serve_until(stop, build_worker(app, conninfo))
        except (procrastinate.exceptions.ConnectorException, psycopg.Error, TimeoutError) as error:
            log.warning("worker.interrupted", reason=repr(error))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), RETURN_SECONDS)


async def _serve_until(stop: asyncio.Event, worker: procrastinate.App) -> None:
    """Work until told to stop, or until procrastinate gives up because a connection broke."""
    async with worker.open_async():
        working = asyncio.create_task(
            worker.run_worker_async(install_signal_handlers=False, delete_jobs="successful")
        )
        told = asyncio.create_task(stop.wait())
        await asyncio.wait({working, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


def check_queue(conninfo: str) -> None:
    """Raise when the queue does not answer."""
    with psycopg.connect(conninfo, connect_timeout=3) as connection:
        connection.execute("select 1 from queue.procrastinate_jobs limit 1")


def run_pending(app: Flask, conninfo: str) -> None:
    """Run everything that waits and return (tests, demo data, commands).

    In a thread of its own: the worker wants an event loop, and the caller may be inside one.
    """
    worker = build_worker(app, conninfo)
    run = partial(worker.run_worker, wait=False, install_signal_handlers=False, listen_notify=False)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(copy_context().run, run).result()
