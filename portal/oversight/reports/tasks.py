"""Khối's reports make themselves when a period is over."""

from __future__ import annotations

from portal.kernel.jobs import RunsAs, task
from portal.oversight.reports.scheduled import make_due


@task("reports.make_due", runs_as=RunsAs.ROOT, cron="20 23 * * *")
def make_due_reports() -> None:
    """Every night (06:20 in Việt Nam) make the reports of the periods that ended since."""
    make_due()
