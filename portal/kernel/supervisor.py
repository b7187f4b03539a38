"""Runs several programs as one: output side by side, the first to die takes all down, Ctrl-C is clean."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.kernel.config import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

STOP_SECONDS = 15
LOOK_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Program:
    """One program to run, with the name its lines are shown under."""

    name: str
    command: Sequence[str]


def check_port_is_free(port: int, host: str) -> None:
    """Raise SettingsError in one line when something already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingsError(
                f"cổng {port} đang được chương trình khác dùng ({error.strerror});"
                f" chọn cổng khác, ví dụ: PORT={port + 1} make run"
            ) from error


def run_all(programs: Sequence[Program]) -> int:
    """Run the programs until one ends or we are told to stop; return 0 only for a wanted stop."""
    asked = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    running = [_start(program) for program in programs]
    try:
        while not asked.is_set() and all(process.poll() is None for process in running):
            time.sleep(LOOK_EVERY)
        dead = [
            program.name
            for program, process in zip(programs, running, strict=True)
            if process.poll() is not None
        ]
        if not asked.is_set():
            sys.stderr.write(f"stopped by itself: {', '.join(dead)}; stopping the rest\n")
        return 0 if asked.is_set() else 1
    finally:
        _stop(running)
        for number, handler in previous.items():
            signal.signal(number, handler)


def _start(program: Program) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 -- our own commands
        list(program.command),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,  # Ctrl-C reaches us alone; we pass it on in order
    )
    threading.Thread(target=_forward, args=(program.name, process), daemon=True).start()
    return process


def _forward(name: str, process: subprocess.Popen[str]) -> None:
    if process.stdout is None:
        return
    for line in process.stdout:
        sys.stdout.write(f"{name:>6} | {line}")
        sys.stdout.flush()


def _stop(running: Sequence[subprocess.Popen[str]]) -> None:
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
