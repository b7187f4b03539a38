"""``flask demo exam``: an open exam with candidates who can sign in (commands.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from courses.exams.rehearsal import open_rehearsal
from portal.kernel.errors import DomainError

if TYPE_CHECKING:
    from flask import Flask


@click.command("exam")
@click.option("--candidates", type=click.IntRange(1, 20_000), required=True, help="How many candidates.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="json")
@with_appcontext
def exam_command(candidates: int, form: str) -> None:
    """Open an exam of forty questions now, for new candidates in a class of their own."""
    try:
        rehearsal = open_rehearsal(candidates)
    except DomainError as error:
        click.echo(error.message, err=True)
        raise SystemExit(1) from error
    if form == "json":
        accounts = [{"username": name, "password": rehearsal.password} for name in rehearsal.usernames]
        click.echo(json.dumps({"exam_id": str(rehearsal.exam_id), "accounts": accounts}))
        return
    click.echo(f"/exams/{rehearsal.exam_id}")
    for name in rehearsal.usernames:
        click.echo(f"  {name}  {rehearsal.password}")


def register(app: Flask) -> None:
    """Put the command into the group ``demo``."""
    demo = app.cli.commands["demo"]
    if isinstance(demo, click.Group):
        demo.add_command(exam_command)
