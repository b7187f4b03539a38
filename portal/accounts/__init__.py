"""Sign-in, sessions, invitations, roles; the only place that knows who the browser is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, the gate, the commands and the seams of the feature."""
    from portal.accounts import cli, demo, frame_names, identity, places, token_entry
    from portal.accounts.views import entry, officers, tokens, trail
    from portal.kernel import seams
    from portal.kernel.gate import install_gate
    from portal.web.frame import register_frame_link, register_frame_source

    identity.init_app(app)
    install_gate(app, token_entry.identify_request, token_entry.ask_to_come_in)
    entry.init_app(app)
    app.register_blueprint(officers.bp)
    app.register_blueprint(tokens.bp)
    app.register_blueprint(trail.bp)
    app.cli.add_command(cli.accounts_cli)
    app.cli.add_command(cli.audit_cli)
    register_frame_source(frame_names.name_person)
    for name, endpoint in {
        "account": "accounts.own_account",
        "switch_tenant": "accounts.switch_tenant",
        "sign_in": "accounts.sign_in",
        "sign_out": "accounts.sign_out",
    }.items():
        register_frame_link(name, endpoint)
    places.register_places()
    seams.demo_loaders.append((15, demo.load))
