"""How many admissions the people already on the way will bring, and how well such forecasts did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes of the feature."""
    from portal.oversight.forecast import views

    app.register_blueprint(views.bp)
