"""Settings from the environment, read once at start into one frozen dataclass.

The names are a contract (README.md, "Configuration"). With no ``DATABASE_URL`` the portal runs
its own PostgreSQL under the instance path and makes the missing secrets once; with one, the
secrets must be given, because several machines have to share them.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT_ROOT = Path(__file__).resolve().parents[2]


class SettingsError(Exception):
    """The environment cannot start the portal; the message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment decides."""

    instance_path: Path
    database_url: str | None
    database_owner_url: str | None
    database_read_url: str | None
    secret_key: str
    data_key: str
    host: str
    port: int
    web_workers: int
    smtp_url: str | None
    files_url: str
    trusted_proxies: int
    pool_size: int


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check the environment; raise SettingsError naming the variable that is wrong."""
    env = os.environ if environment is None else environment
    instance = Path(env.get("INSTANCE_PATH") or PROJECT_ROOT / "instance").resolve()
    database_url = env.get("DATABASE_URL") or None
    return Settings(
        instance_path=instance,
        database_url=database_url,
        database_owner_url=env.get("DATABASE_OWNER_URL") or None,
        database_read_url=env.get("DATABASE_READ_URL") or None,
        secret_key=_secret(env, "SECRET_KEY", instance, required=database_url is not None),
        data_key=_secret(env, "DATA_KEY", instance, required=database_url is not None),
        host=env.get("HOST") or "127.0.0.1",
        port=_whole(env, "PORT", 8000),
        web_workers=_whole(env, "WEB_WORKERS", 2),
        smtp_url=env.get("SMTP_URL") or None,
        files_url=env.get("FILES_URL") or f"file://{instance / 'files'}",
        trusted_proxies=_whole(env, "TRUSTED_PROXIES", 0),
        pool_size=_whole(env, "POOL_SIZE", 8),
    )


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not text.isdecimal():
        raise SettingsError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _secret(env: Mapping[str, str], name: str, instance: Path, *, required: bool) -> str:
    given = env.get(name)
    if given:
        return given
    if required:
        raise SettingsError(f"{name} is not set: with DATABASE_URL the secrets must be given, not made here")
    path = instance / name.lower()
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=instance) as file:  # readable by us alone
            file.write(secrets.token_hex(32))
            file.flush()
            with suppress(FileExistsError):  # another command made it first: that one holds
                os.link(file.name, path)
    return path.read_text().strip()
