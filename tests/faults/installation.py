"""A whole installation on this machine whose parts can be killed: PostgreSQL, web workers, job worker."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from portal.kernel import bootstrap, embedded_postgres
from portal.kernel.config import read_settings
from portal.kernel.doors import libpq_url

ROOT = Path(__file__).resolve().parents[2]
PLAIN = "wsgi:build()"
WEB_WORKERS = 2
START_SECONDS = 60
DATABASE_GONE = (psycopg.OperationalError, psycopg.errors.AdminShutdown)


@dataclass
class Installation:
    """The folder an installation lives in; programs are started as `make run` starts them."""

    folder: Path
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        self.environment = kept | {"INSTANCE_PATH": str(self.folder), "PYTHONPATH": str(ROOT)}

    @property
    def server(self) -> embedded_postgres.Server:
        return embedded_postgres.ensure_running(self.folder)

    def sql(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask past every door, as the judge may; wait for a server that is just coming back."""
        url = libpq_url(bootstrap.owner_url(read_settings({"INSTANCE_PATH": str(self.folder)})))
        for _ in range(100):
            try:
                with psycopg.connect(url, autocommit=True, connect_timeout=3) as connection:
                    cursor = connection.execute(statement, parameters or None)
                    return cursor.fetchall() if cursor.description else []
            except DATABASE_GONE:
                time.sleep(0.2)
        raise TimeoutError("the database did not come back")

    def flask(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
        ran = subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return ran.stdout

    def open_exam(self, candidates: int) -> dict[str, Any]:
        """Open a new exam; return its id and the accounts that may sit it."""
        return json.loads(self.flask("demo", "exam", "--candidates", str(candidates)))

    @contextmanager
    def web(self, application: str = PLAIN, **environment: str) -> Iterator[Web]:
        """Serve the portal, or a mutant of it, on a free port."""
        port = _free_port()
        command = [sys.executable, "-m", "gunicorn", application, "--worker-class", "gthread"]
        command += ["--workers", str(WEB_WORKERS), "--threads", "8", "--bind", f"127.0.0.1:{port}"]
        command += ["--log-level", "critical", "--no-control-socket"]
        with _running(command, self.environment | environment) as process:
            _wait_for(port)
            yield Web(port, process)

    @contextmanager
    def job_worker(self) -> Iterator[subprocess.Popen[bytes]]:
        with _running(
            [sys.executable, "-m", "flask", "--app", "wsgi:build", "worker"], self.environment
        ) as p:
            yield p

    def kill_postgres(self) -> None:
        """Kill -9 the postmaster and bring the server back, as the next command would."""
        os.kill(self._postmaster(), signal.SIGKILL)
        time.sleep(0.5)
        for _ in range(100):
            with suppress(Exception):  # its old backends may take a moment to notice
                embedded_postgres.ensure_running(self.folder)
                self.sql("select 1")
                return
            time.sleep(0.2)
        raise TimeoutError("the server could not be started again")

    @contextmanager
    def frozen_postgres(self) -> Iterator[None]:
        """Stop every process of the server where it stands, and let it go on."""
        stopped = [self._postmaster(), *_children(self._postmaster())]
        for pid in stopped:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in stopped:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def cut_every_connection(self) -> None:
        self.sql(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where backend_type = 'client backend' and pid <> pg_backend_pid()"
        )

    def _postmaster(self) -> int:
        return int((self.server.data / "postmaster.pid").read_text().splitlines()[0])


@dataclass(frozen=True)
class Web:
    """A gunicorn with its workers."""

    port: int
    process: subprocess.Popen[bytes]

    def kill_worker(self, number: int = 0) -> None:
        """Kill -9 one worker; the master starts another."""
        workers = _children(self.process.pid)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(workers[number % len(workers)], signal.SIGKILL)


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def _children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return sorted(int(line) for line in found.stdout.split())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(START_SECONDS * 10):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")
