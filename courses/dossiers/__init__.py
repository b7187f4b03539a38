"""The dossier of a class: what the office keeps of it, and what is still missing (rules.md §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes of the feature."""
    from courses.dossiers.views import bp

    app.register_blueprint(bp)
