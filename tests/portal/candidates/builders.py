"""Small, explicit ways to put people on the way, through the operations."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from portal.candidates.exits import reasons_for
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.review import ITEMS, Proposal, Rating
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.operations.assign_helper import assign_helper
from portal.candidates.operations.record_review import record_review
from portal.candidates.operations.record_training import record_training
from portal.candidates.operations.register_candidate import register_candidate
from portal.candidates.stages import RULES, Body, Stage, document_of
from portal.candidates.votes import VoteCount
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.models import Unit
from portal.people.models import Sex

LISTED_ON = date(2024, 1, 10)
VOTES = {
    Body.CELL: VoteCount(total=17, deducted=3, yes=10),
    Body.COMMITTEE: VoteCount(total=15, yes=10),
    Body.AUTHORITY: VoteCount(total=11, yes=6),
}
WAY = (
    Stage.CLASS_PASSED,
    Stage.DOSSIER_PERMITTED,
    Stage.DOSSIER_IN_PROGRESS,
    Stage.CELL_RESOLVED,
    Stage.COMMITTEE_RESOLVED,
    Stage.SUBMITTED,
    Stage.DECIDED,
    Stage.CEREMONY_HELD,
)


def a_candidate(name: str = "Lê Thị Hoa", **values):
    """Register somebody on the list since 10/01/2024 in the actor's house; return the id."""
    there = {
        "full_name": name,
        "birth_date": date(1986, 4, 12),  # past youth age: two members introduce
        "sex": Sex.FEMALE,
        "listed_on": LISTED_ON,
        "list_resolution_no": "12-NQ/CB",
    }
    return register_candidate(**(there | values))


def the_unit():
    return db.session.scalar(select(Unit.id).where(Unit.tenant_id == current_tenant_id()))


def a_helper(candidate_id, **values):
    there = {"helper_name": "Trần Văn Minh", "resolution_no": "15-NQ/CB", "starts_on": date(2024, 2, 1)}
    return assign_helper(candidate_id=candidate_id, **(there | values))


def a_review(candidate_id, period: str, **values):
    there = {**dict.fromkeys(ITEMS, Rating.GOOD), "proposal": Proposal.KEEP}
    return record_review(candidate_id=candidate_id, period=period, **(there | values))


def a_certificate(candidate_id, issued_on: date = date(2024, 6, 1), number: str = "118/GCN"):
    person_id = db.session.scalar(select(Candidate.person_id).where(Candidate.id == candidate_id))
    return record_training(
        person_tenant_id=current_tenant_id(),
        person_id=person_id,
        kind="awareness_class",
        certificate_number=number,
        issued_on=issued_on,
    )


def step(candidate_id, to: Stage, on: date | None = None, **values):
    """Record one step with the paper and the vote it needs."""
    stage = db.session.scalar(select(Candidate.stage).where(Candidate.id == candidate_id))
    body = RULES[to].body
    there = {
        "document_no": "21-NQ/CB" if document_of(stage, to) else "",
        "vote": VOTES[body] if body else None,
        "exit_reason": next(iter(reasons_for(to)), ""),
        "acknowledgement": "Giấy tờ đã đủ trong hồ sơ giấy",
    }
    return advance_stage(
        candidate_id=candidate_id, to_stage=to, happened_on=on or clock.today(), **(there | values)
    )


def travel(candidate_id, until: Stage, *, last_on: date | None = None) -> None:
    """Walk the usual way until a stage, one step every ten days, the last one on a day (today).

    Somebody helps: nobody may make a dossier without (E09).
    """
    steps = WAY[: WAY.index(until) + 1]
    helped = select(HelperAssignment.id).where(HelperAssignment.candidate_id == candidate_id)
    if db.session.scalar(helped.limit(1)) is None:
        a_helper(candidate_id)
    end = last_on or clock.today()
    for number, stage in enumerate(steps):
        step(candidate_id, stage, end - timedelta(days=10 * (len(steps) - 1 - number)))


def in_house(someone):
    """Act as somebody at the desk of the house, whatever the page does."""
    return session_as(someone.actor())
