"""Scoring in the background, by Khối's own operator."""

from __future__ import annotations

from uuid import UUID

from courses.grading.operations.score_submission import score_submission
from courses.grading.operations.show_review import show_review
from courses.grading.operations.withdraw_marks import withdraw_marks
from courses.grading.queries.reviews_due import list_reviews_due
from portal.kernel.jobs import RunsAs, task


@task("courses.grading.score_submission", runs_as=RunsAs.ROOT)
def score_handed_in(submission_tenant_id: str, submission_id: str) -> None:  # noqa: ARG001 -- whose it is, for the log
    """Score one submission; deferred by whoever handed it in, in the same transaction."""
    score_submission(submission_id=UUID(submission_id))


@task("courses.grading.withdraw_marks", runs_as=RunsAs.ROOT)
def withdraw_marks_of(attempt_id: str) -> None:
    """Take back marks that no longer count; deferred by what changed the attempt."""
    withdraw_marks(attempt_id=UUID(attempt_id))


@task("courses.grading.show_reviews", runs_as=RunsAs.ROOT, cron="*/10 * * * *")
def show_papers_back() -> None:
    """Show everybody whose exam is over the own paper beside the right answers, where the policy says so."""
    for submission_id in list_reviews_due():
        show_review(submission_id=submission_id)
