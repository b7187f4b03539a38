"""What was acknowledged is there, whatever is killed (exams.md, invariants 1 to 3; quality.md)."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.candidates import Candidate
from tests.faults.house import WEB, FaultyHouse, faulty_house

CANDIDATES = 8
SECONDS = 10.0
BETWEEN_KILLS = 2.0


def play(house: FaultyHouse, hurt: Callable[[], None] | None, *, seconds: float = SECONDS) -> list[Candidate]:
    """Let everybody work while ``hurt`` happens every few seconds."""
    candidates = [
        Candidate(house.port, house.exam["exam_id"], **account) for account in house.exam["accounts"]
    ]
    for candidate in candidates:
        house.closing.append(candidate.close)
        candidate.begin()
    stop, troubles = threading.Event(), []

    def work(candidate: Candidate) -> None:
        try:
            candidate.work_until(stop)
        except BaseException as error:  # noqa: BLE001 -- told by the main thread
            troubles.append(error)

    threads = [threading.Thread(target=work, args=(candidate,)) for candidate in candidates]
    for thread in threads:
        thread.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(BETWEEN_KILLS)
        if hurt is not None:
            hurt()
    stop.set()
    for thread in threads:
        thread.join()
    assert not troubles
    return candidates


def lost(house: FaultyHouse, candidates: list[Candidate]) -> list[str]:
    """Name every acknowledged answer that is not what the database holds."""
    held = {
        (str(attempt), item): (seq, value)
        for attempt, item, seq, value in house.sql("select attempt_id, item, seq, value[1] from answer")
    }
    missing = []
    for candidate in candidates:
        for item, (seq, value) in candidate.ledger.items():
            there = held.get((candidate.attempt, item), (0, ""))
            if there[0] < seq or (there[0] == seq and there[1] != value):
                missing.append(f"{candidate.username} câu {item}: nhận {seq} {value}, giữ {there}")
    return missing


FELT = frozenset({"whole web", "postgres"})
"""Faults that must show as failed requests; the driver's connection comes back by itself after the others."""
FAULTS = {
    "web worker": (FaultyHouse.kill_web_worker, SECONDS),
    "whole web": (FaultyHouse.kill_web, SECONDS),
    "postgres": (FaultyHouse.kill_postgres, SECONDS),
    "connections": (FaultyHouse.cut_backends, SECONDS),
}


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_nothing_acknowledged_is_lost_and_nobody_is_scored_twice(tmp_path: Path, fault: str) -> None:
    hurt, seconds = FAULTS[fault]
    with faulty_house(tmp_path, CANDIDATES) as house:
        house.start_worker()
        candidates = play(house, lambda: hurt(house), seconds=seconds)
        assert lost(house, candidates) == []
        assert sum(len(candidate.ledger) for candidate in candidates) > CANDIDATES
        if fault in FELT:
            assert sum(candidate.failures for candidate in candidates) > 0, "the fault hurt nobody"
        house.kill_worker()
        _hand_in(candidates)
        house.kill_worker()
        _wait_until_scored(house)
        submitted = {
            str(attempt): answers
            for attempt, answers in house.sql("select attempt_id, answers from submission")
        }
        for candidate in candidates:
            answers = submitted[candidate.attempt]
            for item, (_, value) in candidate.ledger.items():
                assert answers[str(item)] == [value]
        once = house.sql(
            "select count(*), count(distinct submission_id) from exam_result where superseded_at is null"
        )
        assert once == [(CANDIDATES, CANDIDATES)]
        assert house.flask("audit", "verify").returncode == 0
        tries, failures = sum(one.tries for one in candidates), sum(one.failures for one in candidates)
        sys.stdout.write(f"{fault}: {tries} saves, {failures} of them failed and were sent again\n")


def _hand_in(candidates: list[Candidate]) -> None:
    """Everybody presses twice at once."""
    threads = [threading.Thread(target=candidate.hand_in) for candidate in candidates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for candidate in candidates:
        candidate.hand_in()


def _wait_until_scored(house: FaultyHouse) -> None:
    for _ in range(240):
        if house.sql("select count(*) from exam_result where superseded_at is null") == [(CANDIDATES,)]:
            return
        time.sleep(0.5)
    raise AssertionError("not everybody was scored within two minutes")


# --- Mutants: without the defence the suite must go red ---------------------------------------------


def _off(house: FaultyHouse) -> None:
    house.sql("alter role portal_member set synchronous_commit = off")


@pytest.mark.parametrize("mutant", ["without_sequence_guard", "acknowledging_before_commit"])
def test_a_missing_defence_is_noticed(tmp_path: Path, mutant: str) -> None:
    with faulty_house(tmp_path, CANDIDATES, f"tests.faults.mutants:{mutant}()") as house:
        candidates = play(house, house.kill_web_worker)
        assert lost(house, candidates) != []


def test_commits_that_do_not_wait_are_noticed(tmp_path: Path) -> None:
    """Killing PostgreSQL loses what it had only promised; an exam does not open in that state either."""
    with faulty_house(tmp_path, CANDIDATES, WEB) as house:
        first, *others = house.exam["accounts"]
        house.exam["accounts"] = others
        missing: list[str] = []
        for _ in range(3):
            candidates = _begun(house)
            _off(house)
            house.cut_backends()
            stop = threading.Event()
            threads = [
                threading.Thread(target=candidate.work_until, args=(stop,)) for candidate in candidates
            ]
            for thread in threads:
                thread.start()
            time.sleep(2.5)
            house.kill_postgres()
            stop.set()
            for thread in threads:
                thread.join()
            missing += lost(house, candidates)
            if missing:
                break
        assert missing != []
        late = Candidate(house.port, house.exam["exam_id"], **first)
        house.closing.append(late.close)
        with pytest.raises(RuntimeError, match="422"):
            late.begin()


def _begun(house: FaultyHouse) -> list[Candidate]:
    house.sql("alter role portal_member reset synchronous_commit")
    house.cut_backends()
    candidates = [
        Candidate(house.port, house.exam["exam_id"], rest=0.0, **account)
        for account in house.exam["accounts"]
    ]
    for candidate in candidates:
        house.closing.append(candidate.close)
        candidate.begin()
    return candidates
