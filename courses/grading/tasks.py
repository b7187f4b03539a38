"""Scoring in the background, by Khối's own operator."""

from __future__ import annotations

from uuid import UUID

from courses.grading.operations.score_submission import score_submission
from portal.kernel.jobs import RunsAs, task


@task("courses.grading.score_submission", runs_as=RunsAs.ROOT)
def score_handed_in(submission_tenant_id: str, submission_id: str) -> None:  # noqa: ARG001 -- whose it is, for the log
    """Score one submission; deferred by whoever handed it in, in the same transaction."""
    score_submission(submission_id=UUID(submission_id))
