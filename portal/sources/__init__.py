"""Periodic review of the source of new members, unit by unit (38-HD/BTCTW §1.1, letter 1849-CV/ĐUK 1.b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.kernel import seams
    from portal.sources import demo, offers
    from portal.sources.views import bp

    app.register_blueprint(bp)
    offers.register()
    seams.demo_loaders.append((demo.ORDER, demo.load))
