"""The handbook of procedure, made from what the program itself goes by: steps, limits, rules in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the page and its place in the search box."""
    from portal.handbook import views
    from portal.kernel import seams

    app.register_blueprint(views.bp)
    seams.search_sources.append(views.search)
