"""Pages of classes; each file adds its routes to the one blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.classes.views import (
    announcements,
    attendance_import,
    calendar,
    check_ins,
    kept_lessons,
    learners,
    nominations,
    runs,
    sessions,
    study,
)
from courses.classes.views.blueprint import bp

if TYPE_CHECKING:
    from flask import Flask

ROOMS = (
    runs,
    announcements,
    attendance_import,
    check_ins,
    sessions,
    nominations,
    learners,
    study,
    kept_lessons,
    calendar,
)


def init_app(app: Flask) -> None:
    """Register the routes of every room."""
    app.register_blueprint(bp)
