"""Classes for other programs: JSON under /api/v1, by access token (docs/decisions/022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes; a request by token carries no cookie, so there is nothing to forge."""
    from courses.api.views import endpoints, guide

    app.register_blueprint(endpoints.bp)
    app.register_blueprint(guide.bp)
    app.extensions["csrf"].exempt(endpoints.bp)
