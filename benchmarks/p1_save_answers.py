"""P1: saving answers through the whole stack against one bare upsert, same gunicorn, same PostgreSQL."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.browser import Browser
from benchmarks.measure import Load, cpu_seconds, median, saturate, server

PORTAL_PORT, BARE_PORT = 18491, 18492
CLIENTS, ROUNDS, SECONDS = 16, 3, 6.0
TABLE = "create table if not exists bare_answer (attempt text, item int, seq int, value text, primary key (attempt, item))"


def run(environment: dict[str, str], owner: str, bare_url: str) -> dict[str, Any]:
    """Return the figures of P1."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "exam", "--candidates", str(CLIENTS)]
    made = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    exam = json.loads(made.stdout)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(TABLE)
    bare_environment = {**environment, "BARE_DATABASE_URL": bare_url}
    with (
        server("wsgi:build()", PORTAL_PORT, environment) as portal_pid,
        server("benchmarks.bare:app", BARE_PORT, bare_environment) as bare_pid,
    ):
        portal = [sitting(exam["exam_id"], **account) for account in exam["accounts"]]
        bare = [saving(Browser(BARE_PORT), f"/attempts/{n}/answers", 200, 1, "a") for n in range(CLIENTS)]
        database = _database_pid(owner)
        rounds = [
            (_under_load(portal, portal_pid, database), _under_load(bare, bare_pid, database))
            for _ in range(ROUNDS)
        ]
    pairs = [(ours, plain) for (ours, _), (plain, _) in rounds]
    costs = [(ours, plain) for (_, ours), (_, plain) in rounds]
    return {
        "saves_per_second": round(median([ours.per_second for ours, _ in pairs]), 1),
        "bare_per_second": round(median([plain.per_second for _, plain in pairs]), 1),
        "throughput_ratio": round(median([ours.per_second / plain.per_second for ours, plain in pairs]), 3),
        "p99_ratio": round(median([ours.p99 / plain.p99 for ours, plain in pairs]), 2),
        "p99_ms": round(median([ours.p99 for ours, _ in pairs]), 1),
        "cpu_ms_a_save": round(median([1000 * ours for ours, _ in costs]), 2),
        "cpu_ms_a_bare_save": round(median([1000 * plain for _, plain in costs]), 2),
        "cpu_ratio": round(median([plain / ours for ours, plain in costs]), 3),
        "errors": sum(ours.errors + plain.errors for ours, plain in pairs),
        "budget": {"throughput_ratio": ">= 0.5", "p99_ratio": "<= 3"},
    }


def _under_load(calls: list[Callable[[], bool]], web: int, database: int) -> tuple[Load, float]:
    """Return what a load did and the processor seconds of web and database that one call took."""
    before = cpu_seconds(web) + cpu_seconds(database)
    load = saturate(calls, SECONDS)
    return load, (cpu_seconds(web) + cpu_seconds(database) - before) / load.calls


def _database_pid(owner: str) -> int:
    with psycopg.connect(owner) as connection:
        row = connection.execute("select pg_backend_pid()").fetchone()
        stat = Path(f"/proc/{row[0] if row else 0}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def sitting(exam_id: str, username: str, password: str) -> Callable[[], bool]:
    """Sign in, start the exam, and return the call that saves one more answer."""
    browser = Browser(PORTAL_PORT)
    browser.get("/sign-in")
    browser.get(browser.post("/sign-in", username=username, password=password))
    browser.get(f"/exams/{exam_id}")
    attempt = browser.post(f"/exams/{exam_id}/start").rsplit("/", 1)[-1]
    browser.get(f"/attempts/{attempt}")
    paper = json.loads(browser.get(f"/attempts/{attempt}/paper"))
    item = next(item for item in paper["items"] if item["type"] == "single_choice")
    return saving(browser, f"/attempts/{attempt}/answers", 200, item["item"], item["options"][0])


def saving(browser: Browser, path: str, wanted: int, item: int, value: str) -> Callable[[], bool]:
    """Return a call that saves with the next sequence number and tells whether it was acknowledged."""
    numbers = itertools.count(1)

    def save() -> bool:
        answer = {"item": item, "seq": next(numbers), "value": [value]}
        return browser.post_json(path, {"answers": [answer]}) == wanted

    return save
