"""Scores, marks, and the results of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, tasks and seams of the feature."""
    from courses.grading import offers, tasks  # noqa: F401 -- names its tasks
    from courses.grading.views import analysis, appeal_desk, appeals, marking, results

    for room in (marking, results, analysis, appeals, appeal_desk):
        app.register_blueprint(room.bp)
    offers.register()
