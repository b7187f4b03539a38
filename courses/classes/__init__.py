"""Classes of Khối: who is proposed, who has a seat, which periods were attended."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from courses.classes import demo, extensions, models, offers, views  # noqa: F401 -- models maps the tables
    from portal.kernel import seams

    extensions.clear()
    views.init_app(app)
    offers.register()
    seams.demo_loaders += [(demo.ORDER, demo.load), (demo.ACCOUNT_ORDER, demo.open_account)]
