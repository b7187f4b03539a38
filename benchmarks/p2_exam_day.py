"""P2: everybody starts within a minute, saves every ten seconds for two, hands in within the last.

``P2_CANDIDATES`` makes it smaller for a quick look; the budget is for 1,000.
"""

from __future__ import annotations

import heapq
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg

from benchmarks.browser import Browser
from benchmarks.measure import percentile, server

PORT = 18493
CANDIDATES = int(os.environ.get("P2_CANDIDATES", "1000"))
START, WORK, FINISH, PAUSE = 60.0, 120.0, 60.0, 10.0  # seconds
HANDS = 48
"""Threads of the driver: candidates rest between two requests, hands do not."""


class Sitter:
    """One candidate and what the server has acknowledged."""

    def __init__(self, exam_id: str, username: str, password: str) -> None:
        self.exam_id, self.username, self.password = exam_id, username, password
        self.browser = Browser(PORT)
        self.attempt = ""
        self.items: list[dict[str, Any]] = []
        self.acked: dict[int, tuple[int, str]] = {}

    def sign_in(self) -> None:
        self.browser.get("/sign-in")
        self.browser.get(self.browser.post("/sign-in", username=self.username, password=self.password))
        self.browser.get(f"/exams/{self.exam_id}")

    def start(self) -> None:
        self.attempt = self.browser.post(f"/exams/{self.exam_id}/start").rsplit("/", 1)[-1]
        self.browser.get(f"/attempts/{self.attempt}")
        paper = json.loads(self.browser.get(f"/attempts/{self.attempt}/paper"))
        self.items = [item for item in paper["items"] if item["type"] == "single_choice"]

    def save(self, turn: int) -> None:
        item = self.items[turn % len(self.items)]
        seq = self.acked.get(item["item"], (0, ""))[0] + 1
        value = item["options"][turn % len(item["options"])]
        answer = {"item": item["item"], "seq": seq, "value": [value]}
        status = self.browser.post_json(f"/attempts/{self.attempt}/answers", {"answers": [answer]})
        if status != 200:
            raise RuntimeError(f"save: {status}")
        self.acked[item["item"]] = (seq, value)

    def submit(self) -> None:
        self.browser.post(f"/attempts/{self.attempt}/submit")


def run(environment: dict[str, str], owner: str) -> dict[str, Any]:
    """Return errors, what was lost, and times by kind of request in milliseconds."""
    command = [
        sys.executable,
        "-m",
        "flask",
        "--app",
        "wsgi",
        "demo",
        "exam",
        "--candidates",
        str(CANDIDATES),
    ]
    made = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    exam = json.loads(made.stdout)
    sitters = [Sitter(exam["exam_id"], **account) for account in exam["accounts"]]
    with server("wsgi:build()", PORT, environment):
        _at_once([sitter.sign_in for sitter in sitters])
        times, errors = _exam_day(sitters)
    return {
        "candidates": CANDIDATES,
        "errors": len(errors),
        "first_errors": errors[:3],
        "lost": _lost(owner, sitters),
        **{
            f"{kind}_p99_ms": round(percentile(sorted(taken), 99), 1) for kind, taken in sorted(times.items())
        },
        "requests": sum(map(len, times.values())),
        "budget": {"errors": "0", "lost": "0", "p99_ms": "< 500"},
    }


def _exam_day(sitters: list[Sitter]) -> tuple[dict[str, list[float]], list[str]]:
    """Let everything happen at its time; a request that comes late because others were slow stays late."""
    day: list[tuple[float, int, str, Callable[[], None]]] = []
    turns = int(WORK / PAUSE)
    for place, sitter in enumerate(sitters):
        share = place / len(sitters)
        day.append((START * share, len(day), "start", sitter.start))
        for turn in range(turns):
            at = START + PAUSE * (turn + share)
            day.append((at, len(day), "save", lambda sitter=sitter, turn=turn: sitter.save(turn)))  # type: ignore[misc]
        day.append((START + WORK + FINISH * share, len(day), "submit", sitter.submit))
    heapq.heapify(day)
    times: dict[str, list[float]] = {"start": [], "save": [], "submit": []}
    errors: list[str] = []
    lock, began = threading.Lock(), time.perf_counter()

    def hand() -> None:
        while True:
            with lock:
                if not day:
                    return
                at, _, kind, call = heapq.heappop(day)
            time.sleep(max(0.0, began + at - time.perf_counter()))
            started = time.perf_counter()
            try:
                call()
            except Exception as error:  # noqa: BLE001 -- counted and shown
                errors.append(f"{kind}: {error}"[:200])
            times[kind].append(time.perf_counter() - started)

    _at_once([hand] * HANDS)
    return times, errors


def _at_once(calls: list[Callable[[], None]]) -> None:
    waiting = list(reversed(calls))

    def work() -> None:
        while waiting:
            try:
                call = waiting.pop()
            except IndexError:
                return
            call()

    threads = [threading.Thread(target=work) for _ in range(min(HANDS, len(calls)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _lost(owner: str, sitters: list[Sitter]) -> int:
    """Count acknowledged answers that the submissions do not hold."""
    with psycopg.connect(owner) as connection:
        rows = connection.execute("select attempt_id, answers from submission").fetchall()
    submitted = {str(attempt): answers for attempt, answers in rows}
    return sum(
        submitted.get(sitter.attempt, {}).get(str(item)) != [value]
        for sitter in sitters
        for item, (_, value) in sitter.acked.items()
    )
