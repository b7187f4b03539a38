"""What is taught: programmes as dated editions, lesson pages, and how far each person has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from courses.catalog import extensions, models, offers, views  # noqa: F401 -- models maps the tables

    extensions.clear()
    app.register_blueprint(views.bp)
    offers.register()
