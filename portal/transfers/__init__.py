"""Somebody on the way moves to another organisation (06-HD/TW §3.9–3.10, rules.md §1.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.kernel import seams
    from portal.transfers import demo, offers
    from portal.transfers.views import bp

    app.register_blueprint(bp)
    offers.register()
    seams.demo_loaders.append((demo.ORDER, demo.load))
