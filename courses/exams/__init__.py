from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(_app: Flask) -> None:
    """Register the routes, commands, tasks and seams of the feature."""
    from courses.exams import models  # noqa: F401 -- maps the tables
