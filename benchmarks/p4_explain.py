"""P4: judge 50,000 people of one house and keep their verdicts, against reading the same rows."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import select

PEOPLE, AT_ONCE = 50_000, 1000


def run(application: Any) -> dict[str, Any]:
    """Return people per second and the ratio to a plain read, by wall clock and by processor time.

    The plain read takes the same columns of the same rows with SQLAlchemy Core, in the same chunks.
    """
    from portal.candidates.operations.judge_house import judge_house
    from portal.kernel.database import db, session_as
    from portal.organizations.queries import find_operator

    with application.app_context(), session_as(find_operator("G001")):
        _read()  # the first run fills caches of both sides
        db.session.rollback()
        rows, read = _timed(_read)
        db.session.rollback()
        people, judged = _timed(judge_house)
    return {
        "people": {"judged": people, "rows_read": rows},
        "explain": {
            "people_per_second": round(people / judged[0]),
            "people_per_cpu_second": round(people / judged[1]),
            "ratio_to_reading": round(judged[0] / read[0], 2),
            "ratio_to_reading_cpu": round(judged[1] / read[1], 2),
            "seconds": {"read": round(read[0], 2), "judge": round(judged[0], 2)},
            "budget": {"people_per_second": ">= 2000", "ratio_to_reading": "<= 3"},
        },
    }


def _timed(work: Any) -> tuple[int, tuple[float, float]]:
    wall, processor = time.perf_counter(), time.process_time()
    count = work()
    return count, (time.perf_counter() - wall, time.process_time() - processor)


def _read() -> int:
    """Read everything that facts are made of, as SQLAlchemy Core gives it; return the number of rows."""
    from portal.candidates.models.candidate import Candidate
    from portal.candidates.models.evidence import Evidence
    from portal.candidates.models.helper import HelperAssignment
    from portal.candidates.models.review import ProgressReview
    from portal.candidates.models.stage import StageStep
    from portal.candidates.models.training_record import TrainingRecord
    from portal.candidates.models.waiver import Waiver
    from portal.kernel.database import db
    from portal.people.models import Person

    candidates, people = Candidate.__table__, Person.__table__
    pairs = db.session.execute(
        select(candidates.c.id, candidates.c.person_id).order_by(candidates.c.id)
    ).all()
    count = 0
    for at in range(0, len(pairs), AT_ONCE):
        ids = [pair.id for pair in pairs[at : at + AT_ONCE]]
        persons = [pair.person_id for pair in pairs[at : at + AT_ONCE]]
        count += len(db.session.execute(select(candidates).where(candidates.c.id.in_(ids))).all())
        count += len(db.session.execute(select(people).where(people.c.id.in_(persons))).all())
        for model in (StageStep, HelperAssignment, ProgressReview, Evidence, Waiver):
            table = model.__table__
            count += len(db.session.execute(select(table).where(table.c.candidate_id.in_(ids))).all())
        records = TrainingRecord.__table__
        count += len(db.session.execute(select(records).where(records.c.person_id.in_(persons))).all())
    return count
