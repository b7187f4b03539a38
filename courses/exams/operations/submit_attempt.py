"""Handing in: by the candidate, or by the server when time has run out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from courses.exams.machine import AttemptState, Close, NotYet, Refused, decide_expiry, decide_submit
from courses.exams.models import Attempt, Submission
from courses.exams.operations.start_attempt import plan_closing
from courses.exams.queries.attempts import get_items, last_revision, list_held, standing_of, time_per_item
from courses.exams.receipt import count_answered, receipt_code, submission_hash
from portal.kernel import audit, jobs
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation

SCORING_JOB = "courses.grading.score_submission"


@operation
def submit_attempt(*, attempt_id: UUID) -> AttemptState:
    """Close the attempt with what it holds and write the submission; the same state again on repeat.

    The submission, the change of state and the job that scores are one transaction. Raises Conflict
    for an attempt that was made void, NotFound for somebody else's.
    """
    attempt = lock(Attempt, attempt_id)
    decision = decide_submit(standing_of(attempt))
    if isinstance(decision, Refused):
        raise Conflict(decision.reason)
    if isinstance(decision, Close):
        _close(attempt, decision)
    else:
        audit.record("attempt.submit_repeated", attempt)
    return attempt.state


@operation
def close_attempt(*, attempt_id: UUID) -> AttemptState:
    """Close an attempt whose time is over; one that got more time is looked at again later."""
    attempt = lock(Attempt, attempt_id)
    decision = decide_expiry(standing_of(attempt))
    if isinstance(decision, Close):
        _close(attempt, decision)
    elif isinstance(decision, NotYet):
        plan_closing(attempt_id, decision.deadline)
        audit.record("attempt.closing_put_off", attempt, until=decision.deadline)
    else:
        audit.record("attempt.closing_needless", attempt)
    return attempt.state


def _close(attempt: Attempt, decision: Close) -> None:
    hand_in(attempt, decision.state, decision.at)
    audit.record("attempt.submitted", attempt, state=attempt.state, receipt=attempt.receipt)


def hand_in(attempt: Attempt, state: AttemptState, at: datetime) -> None:
    """Write what the attempt holds as its newest submission, addressed to Khối, and have it scored."""
    paper = [item.to_json() for item in get_items(attempt.paper_id)]
    answers = {item: held.value for item, held in list_held(attempt.id).items()}
    attempt.state = state
    attempt.submitted_at = at
    attempt.receipt = receipt_code(submission_hash(paper, answers))
    attempt.answered_count = count_answered(paper, answers)
    submission = Submission(
        to_tenant_id=attempt.to_tenant_id,
        person_id=attempt.person_id,
        attempt_id=attempt.id,
        exam_id=attempt.exam_id,
        paper_id=attempt.paper_id,
        revision=last_revision(attempt) + 1,
        answers={str(item): value for item, value in answers.items()},
        seconds={str(item): spent for item, spent in time_per_item(attempt).items()},
        receipt=attempt.receipt,
        is_expired=state is AttemptState.EXPIRED,
        answered_count=attempt.answered_count,
        submitted_at=at,
    )
    db.session.add(submission)
    db.session.flush()
    jobs.defer(
        SCORING_JOB,
        once=str(submission.id),
        submission_tenant_id=submission.tenant_id,
        submission_id=submission.id,
    )
