"""Pages of certificates; each file adds its routes to the one blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.certificates.views import issuing, own, register, verification
from courses.certificates.views.blueprint import bp

if TYPE_CHECKING:
    from flask import Flask

ROOMS = (register, issuing, own, verification)


def init_app(app: Flask) -> None:
    """Register the routes of every room."""
    app.register_blueprint(bp)
