"""What Khối watches and what it writes; the sub-features do not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the sub-features."""
    from portal.oversight import cli, dashboard, forecast, letters, reports, warnings

    dashboard.init_app(app)
    letters.init_app(app)
    warnings.init_app(app)
    forecast.init_app(app)
    reports.init_app(app)
    app.cli.add_command(cli.oversight_cli)
