"""The judge: what was acknowledged must be there, once, and the record whole (exams.md, invariants 1-3)."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.installation import Installation
    from tests.faults.sitting import Ledger

SCORED_WITHIN = 180.0
"""Seconds; a job that died with its worker is taken up again within a minute or two."""


def lost_answers(house: Installation, ledgers: Sequence[Ledger]) -> list[str]:
    """Every acknowledged answer the database does not hold, and every one it holds wrongly."""
    wrong = []
    for ledger in ledgers:
        held = {
            item: (seq, value)
            for item, seq, value in house.sql(
                "select item, seq, value from answer where attempt_id = %s", ledger.attempt
            )
        }
        for item, acked in ledger.acked.items():
            seq, value = held.get(item, (0, None))
            if seq < acked:
                wrong.append(f"{ledger.attempt} item {item}: acknowledged {acked}, holds {seq}")
            elif value != ledger.sent.get((item, seq)):
                wrong.append(f"{ledger.attempt} item {item}: sequence {seq} holds {value}")
    return wrong


def wrong_submissions(house: Installation, ledgers: Sequence[Ledger]) -> list[str]:
    """Every sitting that was handed in without exactly one submission of what it held."""
    wrong = []
    for ledger in ledgers:
        rows = house.sql("select answers from submission where attempt_id = %s", ledger.attempt)
        if len(rows) != 1:
            wrong.append(f"{ledger.attempt}: {len(rows)} submissions")
            continue
        held = house.sql("select item, value from answer where attempt_id = %s", ledger.attempt)
        if rows[0][0] != {str(item): value for item, value in held}:
            wrong.append(f"{ledger.attempt}: the submission is not what the sitting held")
    return wrong


def wrong_scores(house: Installation, exam_id: str, ledgers: Sequence[Ledger]) -> list[str]:
    """Every sitting without exactly one result once the worker had time, or an item scored twice."""
    deadline = time.monotonic() + SCORED_WITHIN
    while time.monotonic() < deadline:
        results = house.sql(
            "select s.attempt_id::text, count(*) from exam_result r"
            " join submission s on s.id = r.submission_id where r.exam_id = %s group by 1",
            exam_id,
        )
        if len(results) == len(ledgers):
            break
        time.sleep(0.5)
    counts = dict(results)
    wrong = [
        f"{one.attempt}: {counts.get(one.attempt, 0)} results"
        for one in ledgers
        if counts.get(one.attempt) != 1
    ]
    twice = house.sql(
        "select submission_id, item from item_score where superseded_at is null group by 1, 2 having count(*) > 1"
    )
    return wrong + [f"item scored twice: {row}" for row in twice]


def broken_record(house: Installation) -> list[str]:
    """The links of the audit chain that do not hold."""
    return list(json.loads(house.flask("audit", "verify", "--format", "json"))["broken"])
