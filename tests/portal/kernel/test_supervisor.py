"""Several programs run as one: they end together, and how they ended is told by the exit code."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.kernel import supervisor
from portal.kernel.config import PROJECT_ROOT, SettingsError
from portal.kernel.supervisor import Program

RUN_TWO = """
import sys
from portal.kernel import supervisor
supervisor.STOP_SECONDS = 1
programs = [supervisor.Program(name, [sys.executable, "-c", code])
            for name, code in zip(("web", "worker"), sys.argv[1:])]
sys.exit(supervisor.run_all(programs))
"""
SAY_AND_WAIT = "import os, time; print('ready', os.getpid()); time.sleep(60)"
FAREWELL = """
import signal, sys, time
def leave(*_):
    print('letters sealed')
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
print('ready')
time.sleep(60)
"""
DEAF = "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', os.getpid()); time.sleep(60)"


def start(*codes: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-c", RUN_TWO, *codes],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT_ROOT,
    )


def lines_until_ready(process: subprocess.Popen[str], programs: int = 2) -> list[str]:
    return [process.stdout.readline() for _ in range(programs)]


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def command(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_stops_both_and_was_not_a_failure(number):
    process = start(SAY_AND_WAIT, SAY_AND_WAIT)
    lines = lines_until_ready(process)
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert not any(runs(int(line.split()[-1])) for line in lines)


def test_each_line_says_who_speaks_and_the_last_words_are_shown():
    process = start(FAREWELL, "import time; time.sleep(60)")
    first = lines_until_ready(process, programs=1)
    process.send_signal(signal.SIGTERM)
    out, errors = process.communicate(timeout=20)
    assert first == ["   web | ready\n"]
    assert (out, errors) == ("   web | letters sealed\n", "")


def test_one_that_ignores_the_signal_is_ended_with_its_children():
    parent = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {DEAF!r}])\n{DEAF}"
    process = start(parent)
    lines = lines_until_ready(process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    time.sleep(0.1)
    assert not any(runs(int(line.split()[-1])) for line in lines)


def test_one_that_dies_takes_the_other_down_and_is_named(capfd):
    started = time.monotonic()
    code = supervisor.run_all(
        [Program("web", command("raise SystemExit(3)")), Program("worker", command(SAY_AND_WAIT))]
    )
    assert code == 1
    assert time.monotonic() - started < 10
    assert "stopped by itself: web (3)" in capfd.readouterr().err


def test_one_that_ends_without_being_asked_is_a_failure_too(capfd):
    assert supervisor.run_all([Program("worker", command("pass"))]) == 1
    assert "worker (0)" in capfd.readouterr().err


def test_a_program_that_is_not_there_takes_the_other_down(capfd):
    programs = [Program("web", command(SAY_AND_WAIT)), Program("worker", ["/nowhere/worker"])]
    assert supervisor.run_all(programs) == 1
    said = capfd.readouterr()
    assert "worker | cannot start /nowhere/worker: No such file or directory" in said.out
    assert "worker (1)" in said.err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to its parent")
def test_a_supervisor_that_is_killed_leaves_no_program_behind():
    process = start(SAY_AND_WAIT, SAY_AND_WAIT)
    pids = [int(line.split()[-1]) for line in lines_until_ready(process)]
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while any(runs(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_signals_are_given_back():
    before = [signal.getsignal(number) for number in supervisor.STOP_SIGNALS]
    supervisor.run_all([Program("web", command("pass"))])
    assert [signal.getsignal(number) for number in supervisor.STOP_SIGNALS] == before


def test_nobody_reading_does_not_hold_the_programs_up(tmp_path):
    """``make run | head`` closes our output; the programs write on."""
    done = tmp_path / "done"
    chatty = f"print('line ' * 50_000); print('end ' * 50_000); open({str(done)!r}, 'w').close()"
    process = start(chatty)
    process.stdout.close()
    process.stderr.close()
    assert process.wait(20) != 0
    assert done.exists()


def test_a_port_in_use_is_told_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104 -- as the portal binds
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            SettingsError, match=f"cổng {port} đang được chương trình khác dùng.*PORT="
        ) as raised:
            supervisor.check_port_is_free(port)
        assert "\n" not in str(raised.value)
    supervisor.check_port_is_free(port)


@pytest.mark.parametrize("port", [0, 65536])
def test_a_port_that_is_none_is_told(port):
    with pytest.raises(SettingsError, match="số cổng phải từ 1 đến 65535"):
        supervisor.check_port_is_free(port)


def test_an_address_that_is_not_ours_is_not_called_taken():
    with pytest.raises(SettingsError, match="không mở được"):
        supervisor.check_port_is_free(8000, host="192.0.2.1")
