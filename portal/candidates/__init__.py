"""The way from being noticed to being an official member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kernel import seams

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, commands and seams of the feature."""
    from portal.candidates import (  # noqa: F401 -- models maps the tables, tasks and watch register
        demo,
        dossier_demo,
        judging_tasks,
        list_demo,
        models,
        offers,
        standing_watch,
        tasks,
        views,
    )
    from portal.candidates.candidate_cli import candidates_cli
    from portal.candidates.cli import eligibility_cli

    app.cli.add_command(candidates_cli)
    app.cli.add_command(eligibility_cli)
    views.init_app(app)
    offers.register()
    seams.demo_loaders.append((demo.ORDER, demo.load))
    seams.demo_loaders.append((dossier_demo.ORDER, dossier_demo.load))
    seams.demo_loaders.append((list_demo.ORDER, list_demo.load))
