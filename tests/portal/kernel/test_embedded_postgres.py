"""The server that comes along: starts from any folder, is shared, survives being killed, leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from portal.kernel import embedded_postgres
from portal.kernel.config import PROJECT_ROOT, SettingsError
from portal.kernel.embedded_postgres import cluster, programs

IS_ROOT = os.geteuid() == 0
USER_OF_THE_SERVER = """
import sys
from pathlib import Path
from portal.kernel import embedded_postgres
print(embedded_postgres.ensure_running(Path(sys.argv[1])).host, flush=True)
sys.stdin.read()
"""


ENDED_BY_A_SIGNAL = """
import sys, time
from pathlib import Path
from portal.kernel import embedded_postgres, supervisor
supervisor.end_in_order()
embedded_postgres.ensure_running(Path(sys.argv[1]))
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def empty_installation(tmp_path_factory):
    """An installation whose cluster is made and stopped; copied, it saves every test an initdb."""
    instance = tmp_path_factory.mktemp("made once")
    with running(instance):
        pass
    return instance


@pytest.fixture
def instance(empty_installation, tmp_path):
    """A folder with a space and Vietnamese letters, as people name them."""
    folder = tmp_path / "Đảng bộ Khối"
    subprocess.run(["cp", "-a", empty_installation, folder], check=True)
    return folder


@contextmanager
def running(instance: Path):
    server = embedded_postgres.ensure_running(instance)
    try:
        yield server
    finally:
        if embedded_postgres.is_running(server):
            embedded_postgres.stop(server)


def rows(server, statement: str):
    with psycopg.connect(
        host=str(server.host), port=server.port, user=server.user, dbname="postgres"
    ) as found:
        cursor = found.execute(statement)
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.description else []


def postmaster(instance: Path) -> int:
    return int((instance / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def user_of(instance: Path, *, code: str = USER_OF_THE_SERVER, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(instance)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT_ROOT,
        env={**os.environ, **environment},
    )


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        assert time.monotonic() < deadline, f"{pid} still runs"
        time.sleep(0.05)


def test_keeps_what_was_committed_and_listens_in_private_only(instance):
    with running(instance) as server:
        shown = {
            name: rows(server, f"show {name}")[0][0]
            for name in (
                "fsync",
                "full_page_writes",
                "synchronous_commit",
                "data_checksums",
                "listen_addresses",
            )
        }
        assert shown == {
            "fsync": "on",
            "full_page_writes": "on",
            "synchronous_commit": "on",
            "data_checksums": "on",
            "listen_addresses": "",
        }
        assert server.host.stat().st_mode & 0o077 == 0
        assert rows(server, "select upper('đảng bộ khối')") == [("ĐẢNG BỘ KHỐI",)]
    assert not embedded_postgres.is_running(server)


def test_a_second_start_finds_the_same_server(instance):
    with running(instance) as server:
        first = postmaster(instance)
        assert embedded_postgres.ensure_running(instance) == server
        assert postmaster(instance) == first


@pytest.mark.skipif(not IS_ROOT, reason="only root changes the user")
@pytest.mark.parametrize("mode", [0o700, 0o755])
def test_as_root_it_runs_as_somebody_else_and_opens_no_folder(instance, mode):
    instance.parent.chmod(mode)
    with running(instance) as server:
        assert Path(f"/proc/{postmaster(instance)}").stat().st_uid == server.data.stat().st_uid != 0
        rows(server, "create table kept (n int)")
    assert instance.parent.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(not IS_ROOT, reason="only root changes the user")
def test_as_root_it_keeps_the_user_who_made_the_data(instance):
    for path in [instance / "postgres", *(instance / "postgres").rglob("*")]:
        os.chown(path, 12345, 12345)
    with running(instance):
        assert Path(f"/proc/{postmaster(instance)}").stat().st_uid == 12345


def test_a_killed_server_comes_back_with_what_was_committed(instance):
    with running(instance) as server:
        rows(server, "create table answer as select 7 as n")
        pid = postmaster(instance)
        os.kill(pid, signal.SIGKILL)
        wait_until_gone(pid)
        assert not embedded_postgres.is_running(server)
        assert embedded_postgres.ensure_running(instance) == server
        assert postmaster(instance) != pid
        assert rows(server, "select n from answer") == [(7,)]


def test_the_leftover_of_a_dead_server_may_name_a_living_process(instance):
    """After a restart of the machine the old process id may be anybody's."""
    owner = (instance / "postgres").stat()
    with subprocess.Popen(
        ["sleep", "60"],
        **({"user": owner.st_uid, "group": owner.st_gid, "extra_groups": ()} if IS_ROOT else {}),
    ) as somebody:
        leftover = instance / "postgres" / "postmaster.pid"
        leftover.write_text(f"{somebody.pid}\n{instance / 'postgres'}\n1\n5432\n/nowhere\n\n  1 1\nready\n")
        with running(instance) as server:
            assert postmaster(instance) != somebody.pid
            assert rows(server, "select 1") == [(1,)]
        assert somebody.poll() is None
        somebody.kill()


def test_two_starters_at_once_share_one_server_and_the_last_one_out_stops_it(instance):
    first, second = user_of(instance), user_of(instance)
    hosts = {one.stdout.readline() for one in (first, second)}
    assert len(hosts) == 1, (first.communicate(), second.communicate())
    pid = postmaster(instance)
    assert first.communicate()[1] == ""
    assert postmaster(instance) == pid, "stopped while somebody used it"
    assert second.communicate()[1] == ""
    assert not (instance / "postgres" / "postmaster.pid").exists()
    assert not Path(hosts.pop().strip()).exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_start_told_to_stop_takes_its_server_along(instance, number):
    """Before the programs run nobody else would: ``make run`` ended while it migrates."""
    process = user_of(instance, code=ENDED_BY_A_SIGNAL)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 128 + number
    assert not (instance / "postgres" / "postmaster.pid").exists()


def test_commands_with_other_temporary_folders_share_the_server(instance):
    with running(instance) as server, tempfile.TemporaryDirectory() as elsewhere:
        other = user_of(instance, TMPDIR=elsewhere)
        out, errors = other.communicate()
        assert (out.strip(), errors) == (str(server.host), "")


def test_a_first_start_that_was_cut_short_is_made_again(tmp_path):
    building = tmp_path / "postgres.new"
    building.mkdir()
    (building / "PG_VERSION").write_text("18\n")
    with running(tmp_path) as server:
        assert rows(server, "select 1") == [(1,)]
    assert not building.exists()


def test_it_never_deletes_what_it_did_not_make(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "letter.txt").write_text("keep me")
    with pytest.raises(SettingsError, match="is not empty and holds no database"):
        embedded_postgres.ensure_running(tmp_path)
    assert (tmp_path / "postgres" / "letter.txt").read_text() == "keep me"


def test_data_of_another_major_version_is_refused_in_words(instance):
    (instance / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(
        SettingsError, match=r"made by PostgreSQL 15, this portal carries 18: dump and restore"
    ):
        embedded_postgres.ensure_running(instance)


def test_a_start_that_fails_says_why(instance):
    with (instance / "postgres" / "postgresql.auto.conf").open("a") as file:
        file.write("shared_buffers = 'much'\n")
    with pytest.raises(SettingsError, match=r"(?s)did not start.*shared_buffers"):
        embedded_postgres.ensure_running(instance)
    cluster.socket_folder(instance / "postgres", programs.runner_for(instance / "postgres")).rmdir()


def test_a_socket_folder_others_could_enter_is_refused(instance, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "LONGEST_SOCKET_FOLDER", 500)
    monkeypatch.setattr(cluster, "is_reachable", lambda _path: True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    runner = programs.runner_for(instance / "postgres")
    folder = cluster.socket_folder(instance / "postgres", runner)
    assert folder.parent == tmp_path
    folder.chmod(0o755)
    with pytest.raises(SettingsError, match="not ours alone"):
        cluster.socket_folder(instance / "postgres", runner)


def test_a_long_temporary_folder_is_not_used_for_the_socket(instance, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/tmp/" + "dài" * 40)  # noqa: S108 -- does not exist
    folder = cluster.socket_folder(instance / "postgres", programs.runner_for(instance / "postgres"))
    assert folder.parent == Path("/tmp")  # noqa: S108 -- the shortest place there is
    folder.rmdir()


def test_the_servers_programs_do_not_see_our_secrets(instance, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setenv("PGPORT", "1")
    with running(instance) as server:
        environment = str(rows(server, "create temp table e (l text); copy e from program 'env'; table e"))
    assert "PGDATA=" in environment, "not the environment of the server"
    assert "canary" not in environment
    assert "PGPORT=1" not in environment


@pytest.mark.parametrize("name", ["psql", "pg_dump", "pg_basebackup", "pgbench"])
def test_the_tools_of_an_administrator_are_there(name):
    assert os.access(embedded_postgres.binary(name), os.X_OK)
