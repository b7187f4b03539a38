"""The verdicts of a whole house for the gate ahead, kept for its lists."""

from __future__ import annotations

from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.standing import EligibilityStanding
from portal.candidates.queries.judging import judge_many, load_for_judging
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.stages import STAGES_BEFORE
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id

AT_ONCE = 1000


@operation
def judge_house() -> int:
    """Judge everybody of the actor's house who has a gate ahead; return how many.

    All rows are written anew in one transaction, so a reader sees the old verdicts or the new.
    """
    lock_name("eligibility_standing")
    house = current_tenant_id()
    today, judged_at, rules = clock.today(), clock.now(), load_rules()
    db.session.execute(delete(EligibilityStanding).where(EligibilityStanding.tenant_id == house))
    stages = set().union(*STAGES_BEFORE.values())
    ids = iter(
        db.session.scalars(
            select(Candidate.id)
            .where(Candidate.tenant_id == house, Candidate.stage.in_(stages))
            .order_by(Candidate.id)
        ).all()
    )
    count = 0
    while chunk := list(islice(ids, AT_ONCE)):
        records = load_for_judging(chunk, on=today)
        rows: list[dict[str, Any]] = [
            {
                "tenant_id": house,
                "id": new_id(),
                "candidate_id": candidate_id,
                "step": step,
                "verdict": standing.verdict,
                "lacking": [*standing.failing, *standing.missing],
                "rule_set_id": standing.rule_set,
                "judged_on": today,
                "holds_until": standing.holds_until,
                "judged_at": judged_at,
            }
            for candidate_id, step, standing in judge_many(records, as_of=today, rules=rules)
        ]
        if rows:
            db.session.execute(insert(EligibilityStanding), rows)
        count += len(rows)
    audit.record("eligibility.judged", people=count)
    return count
