"""The question bank of Khối: questions in versions, read from and written to four formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, commands and seams of the feature."""
    from courses.bank import extensions, models, offers  # noqa: F401 -- models maps the tables
    from courses.bank.cli import questions_cli
    from courses.bank.views import files, pictures, questions, review

    extensions.clear()
    app.register_blueprint(questions.bp)
    app.register_blueprint(files.bp)
    app.register_blueprint(review.bp)
    app.register_blueprint(pictures.bp)
    app.cli.add_command(questions_cli)
    offers.register()
