"""Candidates who keep a ledger of every answer the server acknowledged, and never give up."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field

from benchmarks.browser import Browser

TROUBLE = (OSError, http.client.HTTPException)
PATIENCE = 60.0
"""Seconds a candidate goes on trying one request."""


@dataclass
class Candidate:
    """One person at one browser; ``ledger`` maps item → (sequence, value) as acknowledged."""

    port: int
    exam_id: str
    username: str
    password: str
    rest: float = 0.02
    attempt: str = ""
    ledger: dict[int, tuple[int, str]] = field(default_factory=dict)
    tries: int = 0
    failures: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(self.username)  # noqa: S311 -- a script for a test
        self._browser = Browser(self.port)
        self._items: list[dict[str, list[str]]] = []

    def begin(self) -> None:
        self._browser.get("/sign-in")
        self._browser.get(self._browser.post("/sign-in", username=self.username, password=self.password))
        self._browser.get(f"/exams/{self.exam_id}")
        self.attempt = self._browser.post(f"/exams/{self.exam_id}/start").rsplit("/", 1)[-1]
        self._browser.get(f"/attempts/{self.attempt}")
        paper = json.loads(self._browser.get(f"/attempts/{self.attempt}/paper"))
        self._items = [item for item in paper["items"] if item["type"] == "single_choice"]

    def work_until(self, stop: threading.Event) -> None:
        """Save one answer after the other; now and then an old request arrives once more."""
        while not stop.is_set():
            item = self._chance.choice(self._items)
            number = int(item["item"])  # type: ignore[arg-type]
            seq = self.ledger.get(number, (0, ""))[0] + 1
            value = self._chance.choice(item["options"])
            if self._save(number, seq, value):
                self.ledger[number] = (seq, value)
            if seq > 1 and self._chance.random() < 0.3:
                self._save(number, seq - 1, self._chance.choice(item["options"]), once=True)
            time.sleep(self.rest)

    def hand_in(self) -> None:
        started = time.monotonic()
        while time.monotonic() - started < PATIENCE:
            try:
                status, _, _ = self._browser.send("POST", f"/attempts/{self.attempt}/submit")
                if status == http.client.SEE_OTHER:
                    return
            except TROUBLE:
                self._again()
            time.sleep(0.2)
        raise AssertionError(f"{self.username} could not hand in")

    def _save(self, item: int, seq: int, value: str, *, once: bool = False) -> bool:
        """Send until it is acknowledged; what happened to a request without an answer nobody knows."""
        body = json.dumps({"answers": [{"item": item, "seq": seq, "value": [value]}]})
        started = time.monotonic()
        while time.monotonic() - started < PATIENCE:
            self.tries += 1
            try:
                status, text, _ = self._browser.send(
                    "POST", f"/attempts/{self.attempt}/answers", body, "application/json"
                )
                if status == http.client.OK:
                    return json.loads(text)["acked"].get(str(item)) == seq
                if status < http.client.INTERNAL_SERVER_ERROR:
                    return False
            except TROUBLE:
                self._again()
            self.failures += 1
            if once:
                return False
            time.sleep(0.1)
        raise AssertionError(f"{self.username} could not save for {PATIENCE} seconds")

    def close(self) -> None:
        self._browser.connection.close()

    def _again(self) -> None:
        """Open a new connection; the session and the marks of the browser stay."""
        self._browser.connection.close()
