"""Background work of the feature."""

from __future__ import annotations

from portal.candidates.operations.forget_import_files import forget_in_every_house
from portal.candidates.operations.keep_house_figures import keep_house_figures
from portal.candidates.queries.house_figures import list_stale
from portal.kernel.jobs import RunsAs, task


@task("candidates.forget_import_files", runs_as=RunsAs.ROOT, cron="20 18 * * *")
def forget_old_import_files() -> None:
    """Every night (01:20 in Việt Nam) delete the uploaded lists that are over a month old."""
    forget_in_every_house()


@task("candidates.keep_house_figures", runs_as=RunsAs.ROOT, cron="*/5 * * * *")
def keep_figures_of_houses() -> None:
    """Every five minutes count again the houses that wrote something, and all of them on a new day."""
    if list_stale():
        keep_house_figures()
