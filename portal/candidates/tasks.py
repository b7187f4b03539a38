"""Background work of the feature."""

from __future__ import annotations

from portal.candidates.operations.forget_import_files import forget_in_every_house
from portal.kernel.jobs import RunsAs, task


@task("candidates.forget_import_files", runs_as=RunsAs.ROOT, cron="20 18 * * *")
def forget_old_import_files() -> None:
    """Every night (01:20 in Việt Nam) delete the uploaded lists that are over a month old."""
    forget_in_every_house()
