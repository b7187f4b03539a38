"""An acknowledged answer is never lost, whatever dies; a sitting gives one submission and one result."""

from __future__ import annotations

import time
from contextlib import contextmanager

import pytest

from tests.faults import oracle
from tests.faults.proxy import bad_line
from tests.faults.sitting import Candidate

pytestmark = pytest.mark.enable_socket

CANDIDATES = 12
CALM = 2.0
"""Seconds of undisturbed sitting before the first fault and after the last."""


@contextmanager
def room(installation, web_port, exam):
    """Candidates who sit the exam; when the block ends they hand in."""
    people = [
        Candidate(web_port, exam["exam_id"], account, seed) for seed, account in enumerate(exam["accounts"])
    ]
    for person in people:
        person.start()
    for person in people:
        assert person.ready.wait(60), "nobody could sit down"
    time.sleep(CALM)
    yield people
    time.sleep(CALM)
    for person in people:
        person.stop.set()
    for person in people:
        person.join(120)
    assert [person.failure for person in people if person.failure] == []


def judge(installation, exam, people):
    ledgers = [person.ledger for person in people]
    acknowledged = sum(len(ledger.acked) for ledger in ledgers)
    sent = sum(len(ledger.sent) for ledger in ledgers)
    print(
        f"{sent} answers sent, {sum(ledger.refusals for ledger in ledgers)} refusals,"
        f" slowest request {max(ledger.slowest for ledger in ledgers):.1f} s"
    )
    assert acknowledged > CANDIDATES
    assert oracle.lost_answers(installation, ledgers) == []
    assert oracle.wrong_submissions(installation, ledgers) == []
    assert oracle.wrong_scores(installation, exam["exam_id"], ledgers) == []
    assert oracle.broken_record(installation) == []


def kill_web_workers(installation, web):
    for number in range(6):
        web.kill_worker(number)
        time.sleep(1)


def kill_postgres(installation, web):
    for _ in range(3):
        installation.kill_postgres()
        time.sleep(1.5)


def cut_every_connection(installation, web):
    for _ in range(10):
        installation.cut_every_connection()
        time.sleep(0.4)


def freeze_postgres(installation, web):
    with installation.frozen_postgres():
        time.sleep(10)


@pytest.mark.parametrize(
    "fault",
    [kill_web_workers, kill_postgres, cut_every_connection, freeze_postgres],
    ids=lambda one: one.__name__,
)
def test_nothing_acknowledged_is_lost(installation, fault):
    exam = installation.open_exam(CANDIDATES)
    with installation.job_worker(), installation.web() as web:
        with room(installation, web.port, exam) as people:
            fault(installation, web)
        judge(installation, exam, people)


def test_a_reply_lost_on_the_way_loses_no_answer_and_doubles_no_submission(installation):
    """The request arrived and was done, the reply never came: the candidate asks again."""
    exam = installation.open_exam(CANDIDATES)
    with installation.job_worker(), installation.web() as web, bad_line(web.port) as line:
        with room(installation, line.port, exam) as people:
            line.lost = 0.15
            time.sleep(10)
        judge(installation, exam, people)


def test_a_job_worker_killed_in_the_middle_scores_nothing_twice(installation):
    exam = installation.open_exam(CANDIDATES)
    with installation.web() as web:
        with room(installation, web.port, exam) as people:
            pass
        for _ in range(4):
            with installation.job_worker():
                time.sleep(2.5)
        with installation.job_worker():
            judge(installation, exam, people)


def test_a_pool_too_small_for_everybody_makes_them_wait_and_loses_nothing(installation):
    exam = installation.open_exam(CANDIDATES)
    with installation.job_worker(), installation.web(POOL_SIZE="1") as web:
        with room(installation, web.port, exam) as people:
            time.sleep(6)
        judge(installation, exam, people)
