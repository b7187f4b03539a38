"""Roadmaps of schools: cohorts, goals by school year, who graduates too early (letter 1849-CV/ĐUK, 1.d)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.kernel import seams
    from portal.roadmaps import demo, offers
    from portal.roadmaps.views import bp

    app.register_blueprint(bp)
    offers.register(app)
    seams.demo_loaders.append((demo.ORDER, demo.load))
