"""An installation of its own for one fault: server, web, worker, an exam, and ways to hurt each."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from portal.kernel import bootstrap, embedded_postgres
from portal.kernel.config import PROJECT_ROOT, read_settings
from portal.kernel.doors import libpq_url

WEB = "wsgi:build()"


@dataclass
class FaultyHouse:
    """A running installation; every process of it was started here."""

    folder: Path
    port: int
    environment: dict[str, str]
    exam: dict[str, Any]
    web: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None
    application: str = WEB
    closing: list[Callable[[], None]] = field(default_factory=list)
    """What else has to be closed at the end."""

    def start_web(self) -> None:
        command = [sys.executable, "-m", "gunicorn", self.application, "--worker-class", "gthread"]
        command += [
            "--workers",
            "2",
            "--threads",
            "4",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--log-level",
            "critical",
        ]
        command += ["--no-control-socket"]
        self.web = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)
        raise RuntimeError("the web did not start")

    def start_worker(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "wsgi:build", "worker"]
        self.worker = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill_web_worker(self) -> None:
        """Kill one of gunicorn's workers; gunicorn makes another."""
        if self.web is None:
            return
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()
        if children:
            with suppress(ProcessLookupError):
                os.kill(int(children[0]), signal.SIGKILL)

    def kill_web(self) -> None:
        """Kill the whole web and start it again."""
        if self.web is None:
            return
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()
        for pid in (self.web.pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.web.wait(10)
        self.start_web()

    def kill_worker(self) -> None:
        if self.worker is not None:
            self.worker.kill()
            self.worker.wait(10)
        self.start_worker()

    def kill_postgres(self) -> None:
        """Kill the postmaster and everything under it, as the loss of power does to processes; start again."""
        postmaster = int((self.folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        backends = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for pid in (postmaster, *map(int, backends)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)
        embedded_postgres.ensure_running(self.folder)

    def cut_backends(self) -> None:
        """Terminate every connection of the application."""
        self.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename like 'portal_%'")

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.owner(), autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]  # words of this suite
            return cursor.fetchall() if cursor.description else []

    def owner(self) -> str:
        return libpq_url(bootstrap.owner_url(read_settings(self.environment)))

    def flask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def stop(self) -> None:
        for close in self.closing:
            close()
        for process in (self.web, self.worker):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()


@contextmanager
def faulty_house(folder: Path, candidates: int, application: str = WEB) -> Iterator[FaultyHouse]:
    """Make an installation with an open exam, serve it, and clear everything away."""
    environment = {**os.environ, "INSTANCE_PATH": str(folder), "PYTHONPATH": str(PROJECT_ROOT)}
    environment |= {"SECRET_KEY": "fault secret", "DATA_KEY": "fault data key"}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment.pop(name, None)
    server = embedded_postgres.ensure_running(folder)
    try:
        command = [
            sys.executable,
            "-m",
            "flask",
            "--app",
            "wsgi",
            "demo",
            "exam",
            "--candidates",
            str(candidates),
        ]
        made = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        house = FaultyHouse(folder, port, environment, json.loads(made.stdout), application=application)
        try:
            house.start_web()
            yield house
        finally:
            house.stop()
    finally:
        embedded_postgres.stop(server)
