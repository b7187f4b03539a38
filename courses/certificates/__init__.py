"""The certificate register and its public check."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from courses.certificates import offers, views

    app.register_blueprint(views.bp)
    offers.register()
