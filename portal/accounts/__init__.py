"""Sign-in, sessions, invitations, roles; the only place that knows who the browser is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, the gate and the commands of the feature."""
    from portal.accounts import cli, identity, views
    from portal.kernel.gate import install_gate

    identity.init_app(app)
    install_gate(app, identity.identify, identity.ask_to_sign_in)
    views.init_app(app)
    app.cli.add_command(cli.accounts_cli)
