"""The data folder of the server, made whole or not at all, and the settings it starts with."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from portal.kernel.config import SettingsError
from portal.kernel.embedded_postgres.programs import Runner, is_reachable

SUPERUSER = "postgres"
PORT = 5432
LONGEST_SOCKET_FOLDER = 85  # a socket's path may hold 103 bytes on macOS, 107 on Linux

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


def create(data: Path, runner: Runner) -> None:
    """Make the database cluster if there is none, whole or not at all."""
    if (data / "PG_VERSION").exists():
        return
    if data.exists() and any(data.iterdir()):
        raise SettingsError(f"{data} is not empty and holds no database: move it away")
    building = data.with_name("postgres.new")
    if building.exists():
        shutil.rmtree(building)
    building.mkdir(mode=0o700)
    runner.own(building)
    encoding = ["-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    runner.run("initdb", "-D", str(building), "-U", SUPERUSER, *encoding, "--data-checksums", "--auth=trust")
    building.rename(data)


def configure(data: Path, runner: Runner) -> Path:
    """Write the settings and who may connect; return the folder of the socket.

    Raises SettingsError for data of another major version.
    """
    version = (data / "PG_VERSION").read_text().strip()
    ours = runner.run("postgres", "--version").split()[2].split(".")[0]
    if version != ours:
        raise SettingsError(
            f"{data} was made by PostgreSQL {version}, this portal carries {ours}: dump and restore"
        )
    sockets = socket_folder(data, runner)
    quoted = str(sockets).replace("'", "''")
    for name, content in {
        "postgresql.conf": CONFIGURATION.format(sockets=quoted, port=PORT),
        "pg_hba.conf": ACCESS,
    }.items():
        (data / name).write_text(content)
        runner.own(data / name)
    return sockets


def socket_folder(data: Path, runner: Runner) -> Path:
    """Return a short private folder that the server's user can reach."""
    places = [Path(tempfile.gettempdir()).resolve(), Path("/tmp")]  # noqa: S108 -- the folder in it is private
    name = f"portal-pg-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    fitting = [
        place / name
        for place in places
        if len(os.fsencode(place / name)) <= LONGEST_SOCKET_FOLDER
        and (os.geteuid() != 0 or is_reachable(place))
    ]
    if not fitting:
        raise SettingsError("no folder for temporary files is short and open enough for a socket; set TMPDIR")
    folder = fitting[0]
    try:
        folder.mkdir(mode=0o700)
        runner.own(folder)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != runner.uid or found.st_mode & 0o077:
            raise SettingsError(f"{folder} exists and is not ours alone; remove it") from None
    return folder
