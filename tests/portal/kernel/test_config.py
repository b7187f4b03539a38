"""What the environment decides, and the secrets a first start makes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.kernel.config import SettingsError, read_settings


def test_commands_started_at_once_agree_on_the_secrets(tmp_path):
    def start(number: int) -> tuple[str, str]:
        settings = read_settings({"INSTANCE_PATH": str(tmp_path / "made here")})
        return settings.secret_key, settings.data_key

    with ThreadPoolExecutor(16) as pool:
        [secrets] = set(pool.map(start, range(64)))
    assert all(len(secret) == 64 for secret in secrets)
    assert secrets[0] != secrets[1]
    files = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "made here").iterdir()}
    assert files == {"secret_key": 0o600, "data_key": 0o600}


@pytest.mark.parametrize("port", ["²", "tám", "-1", "8000.5"])
def test_a_number_that_is_none_is_named(tmp_path, port):
    with pytest.raises(SettingsError, match="PORT must be a whole number"):
        read_settings({"INSTANCE_PATH": str(tmp_path), "PORT": port})


def test_with_a_server_given_the_secrets_must_be_given(tmp_path):
    with pytest.raises(SettingsError, match="SECRET_KEY is not set"):
        read_settings({"INSTANCE_PATH": str(tmp_path), "DATABASE_URL": "postgresql://host/portal"})
