"""Houses that are merged, absorbed, dissolved, renamed or put under another superior, by decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, jobs and seams of the feature."""
    from portal.kernel import seams
    from portal.reorganizations import demo, offers, tasks, views  # noqa: F401 -- tasks registers

    app.register_blueprint(views.bp)
    app.context_processor(offers.words)
    offers.register()
    seams.demo_loaders.append((demo.ORDER, demo.load))
