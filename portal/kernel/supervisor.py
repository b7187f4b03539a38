"""Runs several programs as one: output side by side, the first to die takes all down, Ctrl-C is clean."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal.kernel.config import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

TETHER = Path(__file__).with_name("tether.py")
STOP_SECONDS = 15
LOOK_EVERY = 0.2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Program:
    """One program to run, with the name its lines are shown under."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Running:
    name: str
    process: subprocess.Popen[str]
    forwarder: threading.Thread

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None


def check_port_is_free(port: int, host: str = "0.0.0.0") -> None:  # noqa: S104 -- only tried, never served
    """Raise SettingsError in one line when the port cannot be served."""
    if not 0 < port <= HIGHEST_PORT:
        raise SettingsError(f"PORT={port}: số cổng phải từ 1 đến {HIGHEST_PORT}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            reason = "đang được chương trình khác dùng" if taken else f"không mở được ({error.strerror})"
            other = port + 1 if taken and port < HIGHEST_PORT else 8000
            raise SettingsError(
                f"cổng {port} {reason}; chọn cổng khác, ví dụ: PORT={other} make run"
            ) from error


def end_in_order() -> None:
    """Let a signal to stop end this process as an exit does: what it started is put away."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in STOP_SIGNALS:
        signal.signal(number, leave)


def run_all(programs: Sequence[Program]) -> int:
    """Run the programs until one ends or we are told to stop; return 0 only for a wanted stop."""
    asked = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    previous = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
    running: list[_Running] = []
    try:
        running.extend(_start(program) for program in programs)
        while not asked.is_set() and not any(one.has_ended for one in running):
            time.sleep(LOOK_EVERY)
        if not asked.is_set():
            ended = ", ".join(f"{one.name} ({one.process.returncode})" for one in running if one.has_ended)
            _say(f"stopped by itself: {ended}; stopping the rest\n")
        return 0 if asked.is_set() else 1
    finally:
        _stop(running)
        for number, handler in previous.items():
            signal.signal(number, handler)


def _start(program: Program) -> _Running:
    process = subprocess.Popen(  # noqa: S603 -- our own commands
        [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *program.command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,  # Ctrl-C reaches us alone; we pass it on in order
    )
    forwarder = threading.Thread(target=_forward, args=(program.name, process), daemon=True)
    forwarder.start()
    return _Running(program.name, process, forwarder)


def _forward(name: str, process: subprocess.Popen[str]) -> None:
    for line in process.stdout or ():
        with suppress(OSError):  # nobody reads us any more: the program must not block on a full pipe
            sys.stdout.write(f"{name:>6} | {line}")
            sys.stdout.flush()


def _say(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(text)


def _stop(running: Sequence[_Running]) -> None:
    """End every program: politely, then with everything it started; show its last lines."""
    for one in running:
        if not one.has_ended:
            one.process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for one in running:
        with suppress(subprocess.TimeoutExpired):
            one.process.wait(max(0.1, deadline - time.monotonic()))
        with suppress(ProcessLookupError):  # what it leaves behind, such as workers of a master that died
            os.killpg(one.process.pid, signal.SIGKILL)
        one.process.wait()
        one.forwarder.join(1)
        if one.process.stdout and not one.forwarder.is_alive():
            one.process.stdout.close()
