"""Background work of the feature."""

from __future__ import annotations

from portal.kernel.jobs import RunsAs, task
from portal.organizations.operations.sweep_files import sweep_every_house


@task("organizations.sweep_files", runs_as=RunsAs.ROOT, cron="40 18 * * 0")
def sweep_files() -> None:
    """Every Monday at 01:40 in Việt Nam delete the files that no row speaks of."""
    sweep_every_house()
