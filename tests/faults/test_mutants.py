"""The suite is worth something only if it goes red when a defence is missing."""

from __future__ import annotations

import time

import pytest

from tests.faults import oracle
from tests.faults.test_faults import CANDIDATES, room

pytestmark = pytest.mark.enable_socket


def sit_through(installation, application, fault):
    exam = installation.open_exam(CANDIDATES)
    with installation.web(application) as web:
        with room(installation, web.port, exam) as people:
            fault(web)
        return oracle.lost_answers(installation, [person.ledger for person in people])


def kill_workers(web):
    for number in range(6):
        web.kill_worker(number)
        time.sleep(1)


def test_an_acknowledgement_before_the_commit_is_noticed(installation):
    assert sit_through(installation, "tests.faults.mutants:ack_before_commit()", kill_workers)


def test_a_missing_sequence_guard_is_noticed(installation):
    assert sit_through(installation, "tests.faults.mutants:no_sequence_guard()", lambda _web: time.sleep(6))


def test_a_commit_that_is_not_on_disk_is_noticed(installation):
    def kill_postgres(_web):
        for _ in range(4):
            installation.kill_postgres()
            time.sleep(1)

    assert sit_through(installation, "tests.faults.mutants:async_commit()", kill_postgres)
