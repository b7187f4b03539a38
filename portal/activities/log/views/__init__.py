"""Pages of the log; each file adds its routes to one blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register every page of the log."""
    from portal.activities.log.views import (  # noqa: F401 -- add routes
        check_ins,
        member,
        participants,
        register,
        work,
    )
    from portal.activities.log.views.blueprint import bp

    app.register_blueprint(bp)
