"""Targets from the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import AppGroup

from portal.accounts.command_actor import command_actor
from portal.kernel.database import session_as
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Permission
from portal.targets.operations.import_targets import check_targets, import_targets

targets_cli = AppGroup("targets", help="What was asked of each house.")


@targets_cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--term", required=True, help="Such as 2020-2025.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--decision", default="", help="Number of the allocation decision.")
@click.option("--as", "username", default="", help="Act as this account instead of the operator of Khối.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def import_command(file: Path, term: str, dry_run: bool, decision: str, username: str, form: str) -> None:
    """Set targets and opening balances of a term from an Excel file."""
    try:
        with session_as(command_actor(username, permission=Permission.TARGET_MANAGE)):
            content = file.read_bytes()
            found = (
                check_targets(content, term)
                if dry_run
                else import_targets(content=content, term_code=term, decision_no=decision, source=file.name)
            )
    except DomainError as error:
        click.echo(error.message, err=True)
        raise SystemExit(1) from error
    errors = [asdict(complaint) for complaint in found.errors]
    answer = {"file": file.name, "rows": found.rows, "accepted": len(found.accepted), "errors": errors}
    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(
            f"{len(found.accepted)}/{found.rows} dòng nhận, {len(errors)} lỗi, {found.changed} thay đổi."
        )
        for complaint in found.errors:
            click.echo(f"  dòng {complaint.row}: {complaint.message}", err=True)
    raise SystemExit(1 if errors else 0)
