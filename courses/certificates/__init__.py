"""The certificate register, the printed certificate, and the page on which anybody checks one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, commands and seams of the feature."""
    from courses.certificates import demo, models, offers, views  # noqa: F401 -- models maps the tables
    from courses.certificates.cli import certificates_cli
    from portal.kernel import seams

    views.init_app(app)
    app.cli.add_command(certificates_cli)
    offers.register()
    seams.demo_loaders.append((demo.ORDER, demo.load))
