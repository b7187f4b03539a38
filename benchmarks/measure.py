"""Runs servers and takes times."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Load:
    """What a load of some seconds did."""

    per_second: float
    p50: float
    p99: float
    errors: int
    calls: int


@contextmanager
def server(application: str, port: int, environment: dict[str, str]) -> Iterator[int]:
    """Serve an application by the same gunicorn as `make run`; yields the process id."""
    command = [sys.executable, "-m", "gunicorn", application, "--worker-class", "gthread", "--workers", "2"]
    command += [
        "--threads",
        "8",
        "--keep-alive",
        "30",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing answers on port {port}")


def saturate(calls: list[Callable[[], bool]], seconds: float) -> Load:
    """Let every call repeat in a thread of its own for some seconds."""
    times: list[list[float]] = [[] for _ in calls]
    errors = [0] * len(calls)
    stop = time.perf_counter() + seconds

    def repeat(index: int, call: Callable[[], bool]) -> None:
        while (started := time.perf_counter()) < stop:
            errors[index] += not call()
            times[index].append(time.perf_counter() - started)

    threads = [threading.Thread(target=repeat, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = sorted(t for row in times for t in row)
    return Load(len(taken) / seconds, percentile(taken, 50), percentile(taken, 99), sum(errors), len(taken))


def percentile(ordered: list[float], percent: int) -> float:
    """Return a percentile of times in order, in milliseconds."""
    return 1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0


def repeated(call: Callable[[], object], times: int) -> list[float]:
    """Return how long each call took, in order of size, in seconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        taken.append(time.perf_counter() - started)
    return sorted(taken)


def median(values: list[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


def cpu_seconds(parent: int) -> float:
    """Return the processor time a process and its children have used so far (Linux)."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent in {int(stat.parent.name), int(fields[1])}:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
