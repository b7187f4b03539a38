"""Candidates who keep a ledger of what the server acknowledged, and never believe anything else."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from benchmarks.browser import Browser

PATIENCE = 60.0
"""Seconds after which a candidate gives up on one request; longer than any fault lasts."""
SETTLED = 200
HANDED_IN = {302, 303}
BROKEN = (OSError, http.client.HTTPException, RuntimeError, ValueError)


@dataclass
class Ledger:
    """What one candidate sent and what was acknowledged, by item and sequence."""

    attempt: str = ""
    sent: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    acked: dict[int, int] = field(default_factory=dict)
    slowest: float = 0.0
    refusals: int = 0
    is_handed_in: bool = False

    def note(self, item: int, seq: int) -> None:
        self.acked[item] = max(seq, self.acked.get(item, 0))


class Candidate(threading.Thread):
    """Sits one exam: answers at random until told to stop, then hands in, twice."""

    def __init__(self, port: int, exam_id: str, account: dict[str, str], seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.exam_id, self.account = port, exam_id, account
        self.random = random.Random(seed)
        self.ledger = Ledger()
        self.stop = threading.Event()
        self.ready = threading.Event()
        self.failure: Exception | None = None
        self.items: list[dict[str, Any]] = []
        self.browser = Browser(port)

    def run(self) -> None:
        try:
            self._insist(self._sit_down)
            self.ready.set()
            while not self.stop.is_set():
                self._answer_one()
                time.sleep(self.random.uniform(0, 0.05))
            self._insist(self._hand_in)
            self._insist(self._hand_in)
            self.ledger.is_handed_in = True
        except Exception as error:  # noqa: BLE001 -- told by the test, in the main thread
            self.failure = error
            self.ready.set()
        finally:
            self.browser.connection.close()

    def _sit_down(self) -> bool:
        self.browser.connection.close()
        self.browser = Browser(self.port)
        self.browser.get("/sign-in")
        self.browser.get(self.browser.post("/sign-in", **self.account))
        self.browser.get(f"/exams/{self.exam_id}")
        self.ledger.attempt = self.browser.post(f"/exams/{self.exam_id}/start").rsplit("/", 1)[-1]
        self.browser.get(f"/attempts/{self.ledger.attempt}")
        paper = json.loads(self.browser.get(f"/attempts/{self.ledger.attempt}/paper"))
        self.items = [item for item in paper["items"] if item["type"] == "single_choice"]
        return True

    def _answer_one(self) -> None:
        item = self.random.choice(self.items)
        number = item["item"]
        seq = 1 + max((known for one, known in self.ledger.sent if one == number), default=0)
        self.ledger.sent[number, seq] = [self.random.choice(item["options"])]
        self._insist(lambda: self._save(number, seq))
        if seq > 1 and self.random.random() < 0.2:
            self._insist(lambda: self._save(number, seq - 1))

    def _save(self, item: int, seq: int) -> bool:
        body = {"answers": [{"item": item, "seq": seq, "value": self.ledger.sent[item, seq]}]}
        path = f"/attempts/{self.ledger.attempt}/answers"
        status, text, _ = self.browser.send("POST", path, json.dumps(body), "application/json")
        if status != SETTLED:
            self.ledger.refusals += 1
            return False
        for one, acked in json.loads(text)["acked"].items():
            self.ledger.note(int(one), acked)
        return True

    def _hand_in(self) -> bool:
        status, _, _ = self.browser.send(
            "POST",
            f"/attempts/{self.ledger.attempt}/submit",
            f"csrf_token={self.browser.token}",
            "application/x-www-form-urlencoded",
        )
        return status in HANDED_IN

    def _insist(self, call: Any) -> None:
        """Try again until it works, as the player does; a request may hang no longer than patience."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            started = time.monotonic()
            try:
                done = call()
            except BROKEN:
                done = False
            self.ledger.slowest = max(self.ledger.slowest, time.monotonic() - started)
            if done:
                return
            time.sleep(self.random.uniform(0.05, 0.3))
        raise TimeoutError(f"{self.account['username']} waited {PATIENCE:.0f} s in vain")
