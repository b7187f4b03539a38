"""The nightly reckoning of early warnings."""

from __future__ import annotations

from portal.kernel.jobs import RunsAs, task
from portal.oversight.warnings.reckoning import reckon


@task("warnings.refresh", runs_as=RunsAs.ROOT, cron="40 22 * * *")
def refresh() -> None:
    """Every night (05:40 in Việt Nam) look into all houses and bring the warnings in line."""
    reckon()
