"""A whole house in one file, and back: before a reorganisation, for a move, after a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands of the feature."""
    from portal.archive import cli

    app.cli.add_command(cli.tenants_cli)
