"""One server for every command of the installation: the first one starts it, the last one out stops it."""

from __future__ import annotations

import atexit
import fcntl
import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from psycopg import conninfo, pq

from portal.kernel.config import SettingsError
from portal.kernel.embedded_postgres.cluster import PORT, SUPERUSER, configure, create
from portal.kernel.embedded_postgres.programs import Runner, runner_for

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS = 60
SOCKET_LINE = 4  # of postmaster.pid; the process id is line 0


@dataclass(frozen=True, slots=True)
class Server:
    """Where the running server listens."""

    host: Path
    port: int
    user: str
    data: Path


_users: dict[Path, IO[str]] = {}


def ensure_running(instance: Path) -> Server:
    """Return the installation's server, started if it was not; it lives at least as long as we do.

    Raises SettingsError in one line, for the operator, when it cannot be started.
    """
    instance = instance.resolve()
    instance.mkdir(parents=True, exist_ok=True)
    data = instance / "postgres"
    runner = runner_for(data)
    with _start_lock(instance):
        _become_user(instance)
        if _postmaster(data) is None:
            create(data, runner)
            sockets = configure(data, runner)
            for lock in (data / "postmaster.pid", sockets / f".s.PGSQL.{PORT}.lock"):
                _disown_leftover(lock)
            _start(data, runner)
        return _wait_until_ready(data)


def is_running(server: Server) -> bool:
    """Tell whether the server takes connections."""
    address = conninfo.make_conninfo(
        host=str(server.host), port=server.port, user=server.user, dbname="postgres", connect_timeout=3
    )
    return pq.PGconn.ping(address.encode()) == pq.Ping.OK


def stop(server: Server) -> None:
    """Stop the server after its running transactions were cut; data on disk are complete."""
    runner_for(server.data).run(
        "pg_ctl", "stop", "-D", str(server.data), "-m", "fast", "-w", "-t", str(START_SECONDS)
    )
    with suppress(OSError):  # somebody put a file into it: then it stays
        server.host.rmdir()


def _open_lock(path: Path) -> IO[str]:
    try:
        return path.open("w")
    except PermissionError as error:
        raise SettingsError(f"{path} belongs to another user: start the portal as that user") from error


@contextmanager
def _start_lock(instance: Path) -> Iterator[None]:
    with _open_lock(instance / "postgres.start") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _become_user(instance: Path) -> None:
    """Hold the shared lock of users until this process ends."""
    if instance in _users:
        return
    file = _open_lock(instance / "postgres.users")
    fcntl.flock(file, fcntl.LOCK_SH)
    _users[instance] = file
    atexit.register(_leave, instance, os.getpid())


def _leave(instance: Path, pid: int) -> None:
    """Stop the server unless another process still uses it."""
    if os.getpid() != pid or not instance.exists():
        return
    with _start_lock(instance), _users.pop(instance) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        data = instance / "postgres"
        if _postmaster(data) is not None:
            with suppress(SettingsError):  # it never answered: the next command looks after it
                stop(_wait_until_ready(data))


def _server(data: Path) -> Server | None:
    """Return where the data folder's living server listens; None before it does."""
    lines = _postmaster(data)
    if lines is None or len(lines) <= SOCKET_LINE or not lines[SOCKET_LINE]:
        return None
    return Server(Path(lines[SOCKET_LINE]), PORT, SUPERUSER, data)


def _postmaster(data: Path) -> list[str] | None:
    """Return what the living server of a data folder wrote about itself; None when there is none.

    After a crash the file is still there and its process id may belong to anybody, or to a zombie.
    """
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    return lines if lines and lines[0].isdigit() and _serves(int(lines[0]), data) else None


def _serves(pid: int, data: Path) -> bool:
    if Path("/proc/self/cmdline").exists():
        try:
            return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start(data: Path, runner: Runner) -> None:
    log = data / "server.log"
    log.touch(mode=0o600)
    runner.own(log)
    deadline = time.monotonic() + START_SECONDS
    while True:
        written = log.stat().st_size
        try:
            runner.run("pg_ctl", "start", "-D", str(data), "-l", str(log), "-w", "-t", str(START_SECONDS))
        except SettingsError as error:
            said = log.read_bytes()[written:].decode(errors="replace")
            if "still in use" in said and time.monotonic() < deadline:
                time.sleep(0.2)  # the last processes of a killed server are on their way out
                continue
            tail = "\n".join(said.splitlines()[-5:]) or str(error)
            raise SettingsError(f"PostgreSQL did not start: {tail}") from error
        return


def _disown_leftover(lock: Path) -> None:
    """Let PostgreSQL see the lock file of a dead server as dead, whoever has its process id now.

    Removing the file would also remove PostgreSQL's check that no process of the dead server still
    writes (its shared memory is named there). The id of the process that runs pg_ctl counts as dead.
    """
    try:
        lines = lock.read_text().splitlines()
    except FileNotFoundError:
        return
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")


def _wait_until_ready(data: Path) -> Server:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        server = _server(data)
        if server and is_running(server):
            return server
        time.sleep(0.05)
    raise SettingsError(f"PostgreSQL runs but does not answer; see {data / 'server.log'}")
