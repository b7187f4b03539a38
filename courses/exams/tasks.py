"""Background work of the exams."""

from __future__ import annotations

from uuid import UUID

from courses.exams.machine import AttemptState
from courses.exams.operations.draw_papers import draw_missing_papers
from courses.exams.operations.submit_attempt import close_attempt
from courses.exams.queries.attempts import get_attempt
from courses.exams.queries.desk import list_exams_lacking_papers
from portal.kernel.jobs import RunsAs, task


@task("courses.exams.close_attempt")
def close_attempt_in_time(attempt_id: str) -> None:
    """Collect an attempt nobody submitted; as the person, who alone may touch it."""
    if get_attempt(UUID(attempt_id)).state is AttemptState.OPEN:
        close_attempt(attempt_id=UUID(attempt_id))


@task("courses.exams.draw_missing_papers", runs_as=RunsAs.ROOT, cron="*/5 * * * *")
def draw_papers_of_latecomers() -> None:
    """Draw papers for people who joined a class after its exam was published."""
    for exam_id in list_exams_lacking_papers():
        draw_missing_papers(exam_id=exam_id)
