"""Exams: what Khối sets, papers drawn and frozen, the room in which people sit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, commands, tasks and seams of the feature."""
    from courses.exams import cli, offers, tasks  # noqa: F401 -- names its tasks
    from courses.exams.views import desk, on_paper, proctor, room

    app.register_blueprint(room.bp)
    app.register_blueprint(desk.bp)
    app.register_blueprint(proctor.bp)
    app.register_blueprint(on_paper.bp)
    cli.register(app)
    offers.register()
