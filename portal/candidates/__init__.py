"""The way from being noticed to being an official member."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, commands and seams of the feature."""
    from portal.candidates import models  # noqa: F401 -- maps the tables
    from portal.candidates.candidate_cli import candidates_cli

    app.cli.add_command(candidates_cli)
