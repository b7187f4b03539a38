"""``flask certificates public-key``: what others need to check a certificate without this portal."""

from __future__ import annotations

import json

import click
from flask.cli import AppGroup

from courses.certificates.seal import public_key

certificates_cli = AppGroup("certificates", help="Certificates of classes.")


@certificates_cli.command("public-key")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def public_key_command(form: str) -> None:
    """Print the Ed25519 key that checks the signatures of this installation (docs/certificates.md)."""
    key = public_key()
    click.echo(json.dumps({"algorithm": "Ed25519", "public_key": key}) if form == "json" else key)
