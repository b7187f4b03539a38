"""Two installations on one server: the second is told, the first keeps its login roles."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from portal.kernel import bootstrap, doors, embedded_postgres
from portal.kernel.actor import Door
from portal.kernel.config import SettingsError, read_settings

ASKS_FOR_PASSWORDS = "local all postgres trust\nlocal all all scram-sha-256\n"


@pytest.fixture
def first(tmp_path):
    """The settings of an installation on a server that asks for passwords, its roles made."""
    settings = read_settings(
        {"INSTANCE_PATH": str(tmp_path / "first"), "SECRET_KEY": "the first", "DATA_KEY": "x"}
    )
    owner = bootstrap.owner_url(settings).set(database="postgres")
    server = embedded_postgres.ensure_running(settings.instance_path)
    (server.data / "pg_hba.conf").write_text(ASKS_FOR_PASSWORDS)
    with psycopg.connect(doors.libpq_url(owner), autocommit=True) as connection:
        connection.execute("select pg_reload_conf()")
    doors.make_roles(settings, owner)
    yield settings, owner
    embedded_postgres.stop(server)


def comes_in(settings, owner) -> bool:
    url = doors.parse_url(doors.door_url(settings, owner, Door.STAFF.value))
    try:
        psycopg.connect(doors.libpq_url(url)).close()
    except psycopg.OperationalError:
        return False
    return True


def test_another_secret_does_not_take_the_roles_away(first):
    settings, owner = first
    second = replace(settings, secret_key="the second")
    with pytest.raises(SettingsError, match="another SECRET_KEY") as refusal:
        doors.make_roles(second, owner)
    assert "\n" not in str(refusal.value)
    assert comes_in(settings, owner)
    assert not comes_in(second, owner)


def test_the_same_secret_shares_and_a_new_one_is_taken_when_asked_for(first):
    settings, owner = first
    doors.make_roles(settings, owner)
    changed = replace(settings, secret_key="changed")
    doors.make_roles(changed, owner, new_secret=True)
    assert comes_in(changed, owner)
